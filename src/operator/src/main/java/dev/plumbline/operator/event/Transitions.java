package dev.plumbline.operator.event;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which Events a change of conditions is worth. The reason of an Event is the reason of the condition, so the reasons
 * listed for each condition are the documented list of Events too.
 */
public final class Transitions {

    private static final String TRUE = "True";
    private static final String FALSE = "False";
    private static final String PROGRESSING = "Progressing";

    /** Conditions whose truth is bad news. */
    private static final Set<String> BAD_WHEN_TRUE =
            Set.of("Degraded", "RolledBack", "DriftDetected", "Stalled", "Paused");

    /** These move with nearly every step; their way is told by the conditions that make them up. */
    private static final Set<String> QUIET = Set.of(PROGRESSING, "Reconciling");

    /**
     * What stands against a new model while it is on its way: the conditions speak of the model that is wanted, and the
     * one before, which they were true of, goes on. A platform has none of these.
     */
    private static final Set<String> ON_THE_WAY =
            Set.of("Pending", "Verifying", "Loading", "WarmingUp", "ReadyToSwitch", PROGRESSING, "Switching");

    private Transitions() {}

    /** One Event to write. */
    public record Told(boolean warning, String reason, String note) {}

    /** Only a change of a condition's status is told; a first status is told only when it is bad news. */
    public static List<Told> between(List<Condition> before, List<Condition> after) {
        Map<String, Condition> old = (before == null ? List.<Condition>of() : before)
                .stream().collect(Collectors.toMap(Condition::getType, Function.identity(), (a, b) -> b));
        boolean underWay = after.stream().anyMatch(c -> PROGRESSING.equals(c.getType()) && TRUE.equals(c.getStatus()));
        var told = new ArrayList<Told>();
        for (Condition now : after) {
            Condition then = old.get(now.getType());
            boolean changed = then == null || !then.getStatus().equals(now.getStatus());
            boolean expected = underWay && FALSE.equals(now.getStatus()) && ON_THE_WAY.contains(now.getReason());
            if (changed && !expected && !QUIET.contains(now.getType())) {
                tell(now, then).ifPresent(told::add);
            }
        }
        return told;
    }

    private static Optional<Told> tell(Condition now, Condition then) {
        boolean badWhenTrue = BAD_WHEN_TRUE.contains(now.getType());
        boolean good = now.getStatus().equals(badWhenTrue ? FALSE : TRUE);
        boolean bad = now.getStatus().equals(badWhenTrue ? TRUE : FALSE);
        boolean wasGood = then != null && then.getStatus().equals(badWhenTrue ? FALSE : TRUE);
        boolean wasBad = then != null && then.getStatus().equals(badWhenTrue ? TRUE : FALSE);
        // While something is being made it is not good yet; that is no warning. Having been good and not being so is.
        if (bad && (wasGood || badWhenTrue)) {
            return Optional.of(new Told(true, now.getReason(), note(now)));
        }
        if (good && then != null && (!badWhenTrue || wasBad)) {
            return Optional.of(new Told(false, now.getReason(), note(now)));
        }
        return Optional.empty();
    }

    private static String note(Condition condition) {
        String message = condition.getMessage() == null ? "" : condition.getMessage();
        return condition.getType() + " is " + condition.getStatus() + (message.isEmpty() ? "" : ": " + message);
    }
}
