package dev.plumbline.generator.cel;

import java.util.List;

/** The logical view: what the feature store's tables must be like. */
final class LogicalRules {

    private static final String TABLES = "self.featureStore.tables";
    private static final String NO_TABLES = "!has(self.featureStore) || !has(self.featureStore.tables)";
    private static final String JSON = "has(c.type) && c.type.lowerAscii() in ['json', 'json[]']";
    private static final String NO_INDEX = """
            has(c.filtered) && c.filtered && has(c.type) && c.type.lowerAscii() == 'jsonb' \
            && (!has(c.index) || c.index.lowerAscii() != 'gin')\
            """;
    private static final String NO_TIME = "(!has(t.timeColumn) || t.timeColumn == '')";
    private static final String OTHER_TIME =
            "(has(t.timeColumn) && has(t.partition) && has(t.partition.by) && t.partition.by != t.timeColumn)";

    private LogicalRules() {}

    static List<CelRule> platform() {
        return List.of(
                columns("LOG-01", JSON, "is json; use jsonb, json cannot be indexed with GIN."),
                columns("LOG-02", NO_INDEX, "is marked filtered but has no GIN index; set index: GIN."),
                timeColumn());
    }

    private static CelRule columns(String id, String bad, String text) {
        String inTable = "has(t.columns) && t.columns.exists(c, %s)".formatted(bad);
        return new CelRule(
                id,
                "spec",
                ".featureStore.tables",
                "%s || %s.all(t, !(%s)) || %s".formatted(NO_TABLES, TABLES, inTable, Cel.softened(id)),
                "a column " + text,
                Text.of(
                        "column %s of table %s " + text,
                        "%s.map(t, %s, t.columns.map(c, %s, c.name)[0])[0]".formatted(TABLES, inTable, bad),
                        "%s.map(t, %s, t.name)[0]".formatted(TABLES, inTable)));
    }

    private static CelRule timeColumn() {
        return new CelRule(
                "LOG-03",
                "spec",
                ".featureStore.tables",
                "%s || %s.all(t, !%s && !%s) || %s"
                        .formatted(NO_TABLES, TABLES, NO_TIME, OTHER_TIME, Cel.softened("LOG-03")),
                "each feature table needs timeColumn and is partitioned by it.",
                Text.when(
                        "%s.exists(t, %s)".formatted(TABLES, NO_TIME),
                        Text.of(
                                "table %s needs timeColumn (event_time) for reproducible training snapshots.",
                                "%s.map(t, %s, t.name)[0]".formatted(TABLES, NO_TIME)),
                        Text.of(
                                "table %s is partitioned by %s; partition it by its timeColumn %s.",
                                "%s.map(t, %s, t.name)[0]".formatted(TABLES, OTHER_TIME),
                                "%s.map(t, %s, t.partition.by)[0]".formatted(TABLES, OTHER_TIME),
                                "%s.map(t, %s, t.timeColumn)[0]".formatted(TABLES, OTHER_TIME))));
    }
}
