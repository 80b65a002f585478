package dev.plumbline.artifact;

import dev.plumbline.artifact.ArtifactReport.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a new model asks of its callers that the one before it did not. Callers send what the old one took, so a column
 * that only the new one has would be missing in every request, a column of another type unreadable, and a level that the
 * new one never saw unknown.
 *
 * @param breaches what callers of the old model would notice, one sentence each
 * @param differences what they would not: columns no longer asked for, levels more
 * @param known false when one of the reports was cut so far that the columns cannot be compared
 */
public record SchemaChange(List<String> breaches, List<String> differences, boolean known) {

    /** How far the schema of a new model may differ. */
    public enum Allowed {
        IDENTICAL,
        COMPATIBLE,
        ANY
    }

    /** More than these are not spelled out: the sentence goes into a status. */
    private static final int SHOWN = 3;

    public static SchemaChange between(ArtifactReport active, ArtifactReport next) {
        if (active.schema().equals(next.schema())) {
            return new SchemaChange(List.of(), List.of(), true);
        }
        if (isCut(active) || isCut(next)) {
            return new SchemaChange(List.of(), List.of(), false);
        }
        Map<String, Column> before = byName(active);
        Map<String, Column> after = byName(next);
        List<String> breaches = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (Column column : next.columns()) {
            Column old = before.get(column.name());
            if (old == null) {
                breaches.add(
                        "column %s is needed, which the active model does not have".formatted(shown(column.name())));
            } else if (!old.type().equals(column.type())) {
                breaches.add("column %s is %s, and was %s".formatted(shown(column.name()), column.type(), old.type()));
            } else {
                levels(old, column, breaches, differences);
            }
        }
        active.columns().stream()
                .filter(column -> !after.containsKey(column.name()))
                .forEach(column -> differences.add("column %s is no longer asked for".formatted(shown(column.name()))));
        if (breaches.isEmpty() && differences.isEmpty()) {
            differences.add("the order of columns or levels is another");
        }
        return new SchemaChange(List.copyOf(breaches), List.copyOf(differences), true);
    }

    private static void levels(Column old, Column next, List<String> breaches, List<String> differences) {
        Set<String> now = new HashSet<>(next.values());
        List<String> lost =
                old.values().stream().filter(level -> !now.contains(level)).toList();
        if (!lost.isEmpty()) {
            String some = lost.stream().limit(SHOWN).map(SchemaChange::shown).collect(Collectors.joining(", "));
            breaches.add("column %s has lost %d of its levels (%s%s)"
                    .formatted(shown(next.name()), lost.size(), some, lost.size() > SHOWN ? ", ..." : ""));
        }
        if (now.size() > old.values().size() - lost.size()) {
            differences.add("column %s has new levels".formatted(shown(next.name())));
        }
    }

    /** Why the change is not allowed; empty when it is. */
    public String refusal(Allowed allowed) {
        if (allowed == Allowed.ANY) {
            return "";
        }
        if (!known) {
            return "the columns of the two models cannot be compared: a report was cut; "
                    + "compare them with plumbline inspect, or set schemaPolicy Any";
        }
        List<String> found = new ArrayList<>(breaches);
        if (allowed == Allowed.IDENTICAL) {
            found.addAll(differences);
        }
        String more = found.size() > SHOWN ? " and %d more".formatted(found.size() - SHOWN) : "";
        return found.stream().limit(SHOWN).collect(Collectors.joining("; ")) + more;
    }

    private static boolean isCut(ArtifactReport report) {
        return report.columns().size() != report.inputs()
                || report.columns().stream().anyMatch(Column::cut);
    }

    private static Map<String, Column> byName(ArtifactReport report) {
        return report.columns().stream()
                .collect(Collectors.toMap(Column::name, Function.identity(), (first, second) -> first));
    }

    /** A name of the model, made fit for a status. */
    private static String shown(String name) {
        return "\"" + PrintableText.of(name, 40) + "\"";
    }
}
