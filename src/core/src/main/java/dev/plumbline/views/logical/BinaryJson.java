package dev.plumbline.views.logical;

import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** LOG-01: documents are stored in the form that can be indexed. */
public final class BinaryJson extends Rule {

    public BinaryJson() {
        super(RuleCard.exemptible(
                "LOG-01",
                View.LOGICAL,
                Gate.CRD,
                "Column of type json",
                "a column of a feature table has the type json.",
                """
                json keeps the text and is parsed anew for every row of every query; it has no GIN index and no equality.
                jsonb has both.""",
                "Use the type jsonb."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        Tables.eachColumn(subject, (path, column) -> {
            var type = column.type() == null ? "" : column.type().strip();
            if (type.equalsIgnoreCase("json") || type.equalsIgnoreCase("json[]")) {
                out.at(path + ".type")
                        .found(column.type())
                        .allowed("jsonb")
                        .says("column %s is json; use jsonb, json cannot be indexed with GIN.", column.name());
            }
        });
    }
}
