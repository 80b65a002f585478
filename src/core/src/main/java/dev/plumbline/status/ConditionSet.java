package dev.plumbline.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of an object: answers laid over the conditions that it had. A transition time moves only when the
 * status does, so writing equal answers twice changes nothing.
 */
public final class ConditionSet {
    /** The schema allows 32768 characters in a message; a page is enough for a person. */
    private static final int LONGEST_MESSAGE = 2048;

    private final List<String> order;
    private final Map<String, Condition> conditions = new LinkedHashMap<>();

    /**
     * @param order all types in the order in which they are listed; others follow by name
     * @param previous the conditions as the object has them, null for none
     */
    public ConditionSet(List<String> order, Collection<Condition> previous) {
        this.order = List.copyOf(order);
        if (previous != null) {
            previous.forEach(each -> conditions.put(each.getType(), each));
        }
    }

    public ConditionSet merge(Collection<Answer> answers, long generation, Instant now) {
        answers.forEach(answer -> merge(answer, generation, now));
        return this;
    }

    private void merge(Answer answer, long generation, Instant now) {
        Optional<Condition> before = Optional.ofNullable(conditions.get(answer.type()))
                .filter(each -> answer.status().equals(each.getStatus()) && each.getLastTransitionTime() != null);
        String since = before.map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put(
                answer.type(),
                new ConditionBuilder()
                        .withType(answer.type())
                        .withStatus(answer.status())
                        .withReason(answer.reason())
                        .withMessage(shortened(answer.message()))
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(since)
                        .build());
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }

    public List<Condition> sorted() {
        return conditions.values().stream()
                .sorted(Comparator.<Condition>comparingInt(each -> rank(each.getType()))
                        .thenComparing(Condition::getType))
                .toList();
    }

    private int rank(String type) {
        int index = order.indexOf(type);
        return index < 0 ? order.size() : index;
    }
}
