package dev.plumbline.operator.rollout;

import dev.plumbline.operator.rollout.RolloutRound.End;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Wanted.Hold;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a rollout is looked at again: Pods and stores tell nobody by themselves. The API server hears little of a look. */
final class Pace {

    static final Duration SOON = Duration.ofSeconds(1);

    static final Duration IDLE = Duration.ofSeconds(15);

    /** A model that fails its clients is to be taken back within seconds. */
    private static final Duration WATCHING = Duration.ofSeconds(3);

    /** So that what is looked for is over by then. */
    private static final Duration OVER = Duration.ofMillis(20);

    private final Instant now;

    Pace(Instant now) {
        this.now = now;
    }

    /**
     * @param changed something was written to the cluster, and what follows from it is to be seen
     * @param hold why nothing is begun
     * @param told conditions as they were just told
     */
    Duration next(boolean changed, Optional<Hold> hold, End end, List<Condition> told) {
        Optional<Instant> counted = end.intent().countedAt().filter(now::isBefore);
        boolean watching = end.state() instanceof RolloutState.Watching;
        boolean moving = changed
                || end.wrote()
                || watching && counted.isPresent()
                || hold.isEmpty() && end.state().isProgressing();
        if (moving) {
            // The Pods are left alone while they rest; one that breaks is heard of.
            return changed || end.wrote() ? SOON : rest(end.state()).orElse(SOON);
        }
        // Counts that nobody decides by are read once, when they are complete: each look between would be a write.
        Duration pause = shortest(
                watching ? WATCHING : IDLE,
                counted.map(at -> Duration.between(now, at)).orElse(IDLE));
        Duration missing = hold.filter(Hold::isSourceMissing)
                .flatMap(h -> since(told))
                .map(since -> Duration.between(since, now).dividedBy(2))
                .orElse(pause);
        Duration due = end.due().map(at -> Duration.between(now, at)).orElse(pause);
        return longest(SOON, shortest(pause, shortest(missing, due)));
    }

    private static Optional<Duration> rest(RolloutState state) {
        return state instanceof RolloutState.ReadyToSwitch(int total, Duration rest) && rest.isPositive()
                ? Optional.of(shortest(rest.plus(OVER), IDLE))
                : Optional.empty();
    }

    /** What is missing is mostly on its way, and the less likely the longer it has been missing. */
    private static Optional<Instant> since(List<Condition> told) {
        return told.stream()
                .filter(c -> "ArtifactVerified".equals(c.getType()))
                .map(c -> Instant.parse(c.getLastTransitionTime()))
                .findFirst();
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
