package dev.plumbline.views.logical;

import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** LOG-03: features have a time, and partitions follow it. */
public final class TimeColumn extends Rule {

    public TimeColumn() {
        super(RuleCard.exemptible(
                "LOG-03",
                View.LOGICAL,
                Gate.CRD,
                "Feature table without time",
                "a feature table has no timeColumn, or is partitioned by another column.",
                """
                A training snapshot is "all rows known at time t". Without that column no training can be repeated, and
                with partitions by another one every snapshot reads all of them.""",
                "Set timeColumn (event_time) and partition by the same column."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        Tables.each(subject, (path, table) -> {
            if (Tables.blank(table.timeColumn())) {
                out.at(path + ".timeColumn")
                        .allowed("the column with the time of each row")
                        .says(
                                "table %s needs timeColumn (event_time) for reproducible training snapshots.",
                                table.name());
                return;
            }
            if (table.partition() != null
                    && table.partition().by() != null
                    && !table.partition().by().equals(table.timeColumn())) {
                out.at(path + ".partition.by")
                        .found(table.partition().by())
                        .allowed(table.timeColumn())
                        .says(
                                "table %s is partitioned by %s; partition it by its timeColumn %s.",
                                table.name(), table.partition().by(), table.timeColumn());
            }
        });
    }
}
