package dev.plumbline.views.logical;

import dev.plumbline.api.ColumnSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** LOG-02: what queries filter by has an index. */
public final class IndexedFilter extends Rule {

    public IndexedFilter() {
        super(RuleCard.exemptible(
                "LOG-02",
                View.LOGICAL,
                Gate.CRD,
                "Filtered JSONB column without GIN",
                "a jsonb column is marked filtered and its index is not GIN.",
                """
                Without a GIN index every filter on a document column reads the whole table, and the latency of a lookup
                grows with the history.""",
                "Set index: GIN on the column, or filtered: false when no query filters by it."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        Tables.eachColumn(subject, (path, column) -> {
            if (unindexed(column)) {
                out.at(path)
                        .found(column.index() == null ? "no index" : "index " + column.index())
                        .allowed("index: GIN")
                        .says("column %s is marked filtered but has no GIN index; set index: GIN.", column.name());
            }
        });
    }

    private static boolean unindexed(ColumnSpec column) {
        return Boolean.TRUE.equals(column.filtered())
                && column.type() != null
                && column.type().strip().equalsIgnoreCase("jsonb")
                && (column.index() == null || !column.index().strip().equalsIgnoreCase("GIN"));
    }
}
