package dev.plumbline.generator.cel;

import java.util.List;

/** LOG-04: feature tables only grow, or yesterday's training could not be repeated. */
final class AppendOnlyRules {

    private static final String ADD = "; feature tables are append-only. Add a new column and deprecate the old one.";

    private AppendOnlyRules() {}

    static List<CelRule> all() {
        return List.of(declared(), droppedTable(), droppedColumn(), retyped());
    }

    private static CelRule declared() {
        return new CelRule(
                "LOG-04",
                "spec.featureStore.tables[]",
                "!has(self.appendOnly) || self.appendOnly",
                "feature tables are append-only.",
                Text.of("table %s has appendOnly: false; feature tables are append-only.", "self.name"));
    }

    private static CelRule droppedTable() {
        String kept = """
                has(self.featureStore) && has(self.featureStore.tables) \
                && self.featureStore.tables.exists(t, t.name == o.name)\
                """;
        return new CelRule(
                "LOG-04",
                "spec",
                ".featureStore.tables",
                """
                !has(oldSelf.featureStore) || !has(oldSelf.featureStore.tables)
                || oldSelf.featureStore.tables.all(o, %s)
                """.formatted(kept),
                "a table would be dropped; feature tables are append-only.",
                Text.of(
                        "table %s would be dropped; feature tables are append-only. Add a new table and deprecate the old"
                                + " one.",
                        "oldSelf.featureStore.tables.map(o, !(%s), o.name)[0]".formatted(kept)));
    }

    private static CelRule droppedColumn() {
        String kept = "has(self.columns) && self.columns.exists(c, c.name == o.name)";
        return new CelRule(
                "LOG-04",
                "spec.featureStore.tables[]",
                "!has(oldSelf.columns) || oldSelf.columns.all(o, %s)".formatted(kept),
                "a column would be dropped" + ADD,
                Text.of(
                        "column %s would be dropped" + ADD,
                        "oldSelf.columns.map(o, !(%s), o.name)[0]".formatted(kept)));
    }

    private static CelRule retyped() {
        return new CelRule(
                "LOG-04",
                "spec.featureStore.tables[].columns[]",
                "%s == %s".formatted(Cel.at("self", "type", ""), Cel.at("oldSelf", "type", "")),
                "a column would change its type" + ADD,
                Text.of(
                        "column %s would change its type from \"%s\" to \"%s\"" + ADD,
                        "self.name",
                        Cel.at("oldSelf", "type", ""),
                        Cel.at("self", "type", "")));
    }
}
