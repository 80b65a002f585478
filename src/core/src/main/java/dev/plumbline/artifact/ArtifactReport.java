package dev.plumbline.artifact;

import java.util.List;

/**
 * What is known of an archive that the gate has accepted. It is printed by {@code plumbline inspect}, written by the
 * verify Job, and compared with that of the model before.
 *
 * @param algorithm H2O's short name, such as {@code gbm}
 * @param category H2O's model category, such as {@code Binomial}
 * @param expandedBytes sum of the entries
 * @param estimatedHeapBytes that the loaded model takes
 * @param models 1, or an ensemble with its members
 * @param nodes splits and leaves of all trees
 * @param maxDepth splits on the longest way from a root to a leaf
 * @param coefficients numbers of linear models, weights of networks, coordinates of centres
 * @param complexity upper bound of the steps that one row costs
 * @param inputs number of columns that callers fill in
 * @param schema SHA-256 over names, types and levels of all columns, so that equal columns show even where they are cut
 * @param columns the columns; empty when they were cut for want of room
 */
public record ArtifactReport(
        String digest,
        String algorithm,
        String category,
        String mojoVersion,
        String h2oVersion,
        long sizeBytes,
        long expandedBytes,
        long estimatedHeapBytes,
        int models,
        int trees,
        long nodes,
        int maxDepth,
        long coefficients,
        long complexity,
        int inputs,
        String schema,
        List<Column> columns) {

    /**
     * A column.
     *
     * @param type {@code numeric} or {@code categorical}
     * @param levels how many levels it has, 0 for a numeric one
     * @param values the levels; empty when there are none, or when they were cut for want of room
     */
    public record Column(String name, String type, int levels, List<String> values) {

        public Column {
            values = List.copyOf(values);
        }

        boolean cut() {
            return values.size() != levels;
        }
    }

    public ArtifactReport {
        columns = List.copyOf(columns);
    }

    /** The same without the levels of its columns. */
    public ArtifactReport withoutLevels() {
        return with(columns.stream()
                .map(column -> new Column(column.name(), column.type(), column.levels(), List.of()))
                .toList());
    }

    /** The same without its columns. */
    public ArtifactReport withoutColumns() {
        return with(List.of());
    }

    private ArtifactReport with(List<Column> others) {
        return new ArtifactReport(
                digest,
                algorithm,
                category,
                mojoVersion,
                h2oVersion,
                sizeBytes,
                expandedBytes,
                estimatedHeapBytes,
                models,
                trees,
                nodes,
                maxDepth,
                coefficients,
                complexity,
                inputs,
                schema,
                others);
    }
}
