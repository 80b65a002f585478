package dev.plumbline.cli.rollout;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads a rollout again and again until it is what is waited for. */
final class Waiting {

    private static final long PAUSE_MILLISECONDS = 500;

    private final Rollout rollout;
    private final long deadlineNanos;

    Waiting(Rollout rollout, Duration timeout) {
        this.rollout = rollout;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    /** @return the rollout when it is so; empty when the time is over */
    Optional<ModelRollout> until(Predicate<ModelRollout> so) {
        while (true) {
            ModelRollout now = rollout.read();
            if (so.test(now)) {
                return Optional.of(now);
            }
            if (System.nanoTime() > deadlineNanos || !sleep()) {
                return Optional.empty();
            }
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What came of one request. */
    static Optional<ActionStatus> answer(ModelRollout rollout, String verb, String nonce) {
        return Optional.ofNullable(rollout.getStatus()).map(ModelRolloutStatus::actions).orElse(List.of()).stream()
                .filter(a -> verb.equals(a.verb()) && nonce.equals(a.nonce()))
                .findFirst();
    }

    /** The operator has seen the newest spec, and nothing moves by itself. */
    static boolean isAtRest(ModelRollout rollout) {
        ModelRolloutStatus status = rollout.getStatus();
        return status != null
                && rollout.getMetadata().getGeneration().equals(status.observedGeneration())
                && conditions(rollout)
                        .filter(c -> "Progressing".equals(c.getType()) && "False".equals(c.getStatus()))
                        // What is told of an earlier spec says nothing of the newest.
                        .anyMatch(c -> rollout.getMetadata().getGeneration().equals(c.getObservedGeneration()));
    }

    static boolean is(ModelRollout rollout, String condition, String value) {
        return conditions(rollout)
                .filter(c -> condition.equals(c.getType()))
                .map(Condition::getStatus)
                .anyMatch(value::equals);
    }

    private static Stream<Condition> conditions(ModelRollout rollout) {
        return Optional.ofNullable(rollout.getStatus()).map(ModelRolloutStatus::conditions).orElse(List.of()).stream();
    }
}
