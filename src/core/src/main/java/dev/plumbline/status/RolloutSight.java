package dev.plumbline.status;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Hindrances;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Standby;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Verified;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.views.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that a rollout's status is made of.
 *
 * @param rollout as stored, with the status that is there now
 * @param valid what it asks for
 * @param verdicts what the rules say of it
 * @param state where the machine says that it stands, after its last step
 * @param pods those that clients are sent to
 * @param standby those of the other Deployment, while there is one
 * @param hindrances why Pods of either do not come up
 */
public record RolloutSight(
        ModelRollout rollout,
        ValidRollout valid,
        Wanted wanted,
        Intent intent,
        RolloutState state,
        List<PodReport> pods,
        List<PodReport> standby,
        Hindrances hindrances,
        Verdicts verdicts,
        Instant now) {

    public RolloutSight {
        pods = List.copyOf(pods);
        standby = List.copyOf(standby);
    }

    /** Nothing is known to stand in the way of a Pod. */
    public RolloutSight(
            ModelRollout rollout,
            ValidRollout valid,
            Wanted wanted,
            Intent intent,
            RolloutState state,
            List<PodReport> pods,
            List<PodReport> standby,
            Verdicts verdicts,
            Instant now) {
        this(rollout, valid, wanted, intent, state, pods, standby, Hindrances.none(), verdicts, now);
    }

    /** Of a rollout with one Deployment. */
    public RolloutSight(
            ModelRollout rollout,
            ValidRollout valid,
            Wanted wanted,
            Intent intent,
            RolloutState state,
            List<PodReport> pods,
            Verdicts verdicts,
            Instant now) {
        this(rollout, valid, wanted, intent, state, pods, List.of(), verdicts, now);
    }

    ModelVersion model() {
        return wanted.model();
    }

    boolean isTargetActive() {
        return intent.meets(wanted);
    }

    /** A switch is written, and none of the Pods that clients are sent to has followed yet. */
    boolean isYetToSwitch() {
        return !intent.isSettled()
                && intent.active().filter(a -> count(p -> p.serves(a)) > 0).isEmpty();
    }

    /** The versions that clients are answered with, as the Pods tell; as was decided, where they tell nothing. */
    List<String> versions() {
        List<String> told = pods.stream()
                .filter(PodReport::ready)
                .flatMap(p -> p.active().stream())
                .map(ServedModel::version)
                .distinct()
                .sorted()
                .toList();
        return told.isEmpty()
                ? intent.active().stream().map(ModelVersion::version).toList()
                : told;
    }

    /** The reason why the wanted model is not tried, or was taken back. */
    Optional<Rejection> rejection() {
        return intent.rejectionOf(wanted);
    }

    /** The model serves, and what was given up is a change of its Pods. */
    boolean isOfPodsAlone() {
        return rejection()
                .filter(r -> !r.template().isEmpty() && intent.serves(r.model()))
                .isPresent();
    }

    /** The Job told what it found, and not only that there was none to ask. */
    boolean isLookedAt() {
        return intent.verified()
                .filter(v -> v.digest().equals(model().digest()))
                .flatMap(Verified::artifact)
                .isPresent();
    }

    /** Why the wanted model is not in all Pods yet, when one of them could not fetch it. */
    Optional<String> trouble() {
        return candidates().stream()
                .filter(p -> p.preparing(model()).isPresent())
                .flatMap(p -> p.trouble().stream())
                .findFirst();
    }

    /** The same of whatever a Pod prepares, such as the model that it is to go back to. */
    Optional<String> anyTrouble() {
        return trouble().or(() -> Stream.concat(standby.stream(), pods.stream())
                .flatMap(p -> p.trouble().stream())
                .findFirst());
    }

    /** A Pod that serves on and hears nothing of the record: it would miss what it is told only there. */
    Optional<String> recordTrouble() {
        return Stream.concat(pods.stream(), standby.stream())
                .filter(p -> !p.recordTrouble().isEmpty())
                .findFirst()
                .map(p -> "Pod %s cannot read what it is to serve: %s".formatted(p.pod(), p.recordTrouble()));
    }

    int expected() {
        return Math.max(candidates().size(), wanted.replicas());
    }

    int active() {
        return count(p -> p.serves(model()));
    }

    int warm() {
        return among(p -> p.serves(model()) || p.isWarmWith(model()));
    }

    int loaded() {
        return among(p -> p.serves(model())
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

    /** Why nothing looks at the artifact, while that is so; else empty. */
    String waits() {
        return state instanceof RolloutState.Verifying verifying ? verifying.waits() : "";
    }

    /** All that is known to keep the wanted model from becoming active; empty where nothing is. */
    String unfinished() {
        return (waits() + " " + hindrance()).strip();
    }

    /** Why Pods that are to hold what is wanted do not come up; empty where nothing is known. */
    String hindrance() {
        return isBeside() ? hindrances.standby() : hindrances.live();
    }

    /** The Pods that hold, or are to hold, what is wanted. */
    private List<PodReport> candidates() {
        return isBeside() ? standby : pods;
    }

    private boolean isBeside() {
        return intent.sides()
                .standby()
                .filter(s -> s.stage() != Standby.Stage.KEPT)
                .isPresent();
    }

    int among(Predicate<PodReport> predicate) {
        return (int) candidates().stream().filter(predicate).count();
    }

    int count(Predicate<PodReport> predicate) {
        return (int) pods.stream().filter(predicate).count();
    }
}
