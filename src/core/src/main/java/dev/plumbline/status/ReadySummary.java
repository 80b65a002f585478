package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.CACHE_READY;
import static dev.plumbline.status.PlatformConditions.DEGRADED;
import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;
import static dev.plumbline.status.PlatformConditions.MEMORY_SPLIT_ENFORCED;
import static dev.plumbline.status.PlatformConditions.POSTGRES_READY;
import static dev.plumbline.status.PlatformConditions.PROGRESSING;
import static dev.plumbline.status.PlatformConditions.READY;
import static dev.plumbline.status.PlatformConditions.SYNC_REPLICATION_SATISFIED;
import static dev.plumbline.status.PlatformConditions.VIEWS_COMPLIANT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Ready is made of, as a table. The first row that does not hold gives Ready its reason, so the rows stand in the
 * order in which a user would want to hear of them. Conditions that are not in the table inform only: no cluster can
 * prove that a failover was fast enough before one has happened.
 */
final class ReadySummary {
    /** What a condition must be for Ready to be true. */
    private enum Demand {
        TRUE,
        FALSE,
        NOT_FALSE
    }

    private record Row(String type, Demand demand) {
        boolean holds(Answer answer) {
            return switch (demand) {
                case TRUE -> answer.isTrue();
                case FALSE -> answer.isFalse();
                case NOT_FALSE -> !answer.isFalse();
            };
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(VIEWS_COMPLIANT, Demand.NOT_FALSE),
            new Row(DEGRADED, Demand.FALSE),
            new Row(H2O_CLUSTER_FORMED, Demand.TRUE),
            new Row(POSTGRES_READY, Demand.TRUE),
            new Row(SYNC_REPLICATION_SATISFIED, Demand.TRUE),
            new Row(CACHE_READY, Demand.TRUE),
            new Row(MEMORY_SPLIT_ENFORCED, Demand.TRUE),
            new Row(PROGRESSING, Demand.FALSE));

    private ReadySummary() {}

    static Answer of(List<Answer> answers) {
        Map<String, Answer> byType = answers.stream().collect(Collectors.toMap(Answer::type, Function.identity()));
        List<Answer> open = TABLE.stream()
                .filter(row -> !Optional.ofNullable(byType.get(row.type()))
                        .map(row::holds)
                        .orElse(false))
                .map(row -> byType.getOrDefault(
                        row.type(), Answer.unknown(row.type(), "NotObserved", "Nothing is known of it yet.")))
                .toList();
        if (open.isEmpty()) {
            return Answer.yes(READY, "AllComponentsReady", "Everything that the spec asks for is true.");
        }
        String message = open.stream()
                .map(each -> each.type() + ": " + each.message())
                .distinct()
                .collect(Collectors.joining(" "));
        return Answer.no(READY, open.getFirst().reason(), message);
    }
}
