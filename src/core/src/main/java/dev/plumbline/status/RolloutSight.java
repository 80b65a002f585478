package dev.plumbline.status;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.views.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that a rollout's status is made of.
 *
 * @param rollout as stored, with the status that is there now
 * @param valid what it asks for
 * @param verdicts what the rules say of it
 * @param state where the machine says that it stands, after its last step
 */
public record RolloutSight(
        ModelRollout rollout,
        ValidRollout valid,
        Wanted wanted,
        Intent intent,
        RolloutState state,
        List<PodReport> pods,
        Verdicts verdicts,
        Instant now) {

    public RolloutSight {
        pods = List.copyOf(pods);
    }

    ModelVersion model() {
        return wanted.model();
    }

    boolean isTargetActive() {
        return intent.serves(model());
    }

    /** The reason why the wanted model is not tried, or was taken back. */
    Optional<Rejection> rejection() {
        return intent.rejectionOf(wanted);
    }

    boolean isVerified() {
        return intent.accepts(model().digest());
    }

    int expected() {
        return Math.max(pods.size(), wanted.replicas());
    }

    int active() {
        return count(p -> p.serves(model()));
    }

    int warm() {
        return count(p -> p.serves(model()) || p.isWarmWith(model()));
    }

    int loaded() {
        return count(p -> p.serves(model())
                || p.preparing(model()).filter(TargetReport::isLoaded).isPresent());
    }

    /** Pods that clients are sent to and that have a model. */
    int serving() {
        return intent.active().isEmpty() ? 0 : count(PodReport::ready);
    }

    boolean isOverdue() {
        return intent.attempt()
                .map(a -> a.startedAt().plus(Duration.ofSeconds(valid.strategy().progressDeadlineSeconds())))
                .filter(now::isAfter)
                .isPresent();
    }

    int count(Predicate<PodReport> predicate) {
        return (int) pods.stream().filter(predicate).count();
    }
}
