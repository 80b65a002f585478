package dev.plumbline.views.logical;

import dev.plumbline.api.ColumnSpec;
import dev.plumbline.api.TableSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Objects;
import java.util.Set;

/** LOG-04: what a model was trained on can be read again. */
public final class AppendOnly extends Rule {

    public AppendOnly() {
        super(RuleCard.firm(
                "LOG-04",
                View.LOGICAL,
                Gate.CRD_AND_WEBHOOK,
                "Feature table that forgets",
                "appendOnly is false, or an update drops a table or column or changes the type of a column.",
                """
                A model in service was trained on these columns. When one is dropped or retyped, its training cannot be
                repeated and its drift cannot be measured.""",
                "Add a new column or table and deprecate the old one."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof PlatformSubject ? Set.of(Input.PREVIOUS) : Set.of();
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        Tables.each(subject, (path, table) -> {
            if (Boolean.FALSE.equals(table.appendOnly())) {
                out.at(path + ".appendOnly")
                        .found(false)
                        .allowed("true")
                        .mend("Remove appendOnly: false.")
                        .says("table %s has appendOnly: false; feature tables are append-only.", table.name());
            }
        });
        subject.before().ifPresent(before -> Tables.of(before).forEach(earlier -> Tables.named(subject, earlier.name())
                .ifPresentOrElse(now -> columns(subject, earlier, now, out), () -> out.at("spec.featureStore.tables")
                        .found("no table " + earlier.name())
                        .allowed("every table that exists")
                        .says(
                                "table %s would be dropped; feature tables are append-only. Add a new table and"
                                        + " deprecate the old one.",
                                earlier.name()))));
    }

    private static void columns(PlatformSubject subject, TableSpec earlier, TableSpec now, Findings out) {
        int index = Tables.of(subject).toList().indexOf(now);
        String path = "spec.featureStore.tables[" + index + "].columns";
        for (ColumnSpec column : Items.of(earlier.columns())) {
            if (column == null) {
                continue;
            }
            var kept = Tables.column(now, column.name());
            if (kept.isEmpty()) {
                out.at(path)
                        .found("no column " + column.name())
                        .allowed("every column that exists")
                        .says(
                                "column %s would be dropped; feature tables are append-only. Add a new column and deprecate"
                                        + " the old one.",
                                column.name());
            } else if (!Objects.equals(kept.get().type(), column.type())) {
                out.at(path + "[" + Items.of(now.columns()).indexOf(kept.get()) + "].type")
                        .found(kept.get().type())
                        .allowed(column.type() == null ? "no type" : column.type())
                        .says(
                                "column %s would change from %s to %s; feature tables are append-only. Add a new column and"
                                        + " deprecate the old one.",
                                column.name(), column.type(), kept.get().type());
            }
        }
    }
}
