package dev.plumbline.status;

import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Tally;
import dev.plumbline.rollout.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One answer per question about a rollout, each with the reason that a user can act on. */
final class RolloutConditions {

    private static final Set<String> ARTIFACT_REASONS = Set.of(
            "DigestMismatch",
            "NotAMojo",
            "PojoRefused",
            "MojoTooNew",
            "H2OVersionMismatch",
            "SchemaIncompatible",
            "SignatureInvalid",
            "GoldenRowsDiffer",
            Rejection.FETCH_FAILED,
            "VerifyFailed");

    private static final Set<String> LOAD_REASONS = Set.of("LoadFailed", Rejection.NO_ROOM);

    private final RolloutSight sight;

    private RolloutConditions(RolloutSight sight) {
        this.sight = sight;
    }

    static List<Answer> of(RolloutSight sight) {
        var conditions = new RolloutConditions(sight);
        List<Answer> all = new ArrayList<>(List.of(
                conditions.ready(),
                conditions.available(),
                conditions.artifactVerified(),
                conditions.modelLoaded(),
                conditions.warmedUp(),
                conditions.progressing(),
                conditions.healthy(),
                conditions.rolledBack()));
        if (sight.rollout().getSpec().drift() != null) {
            all.add(Answer.unknown("DriftDetected", "NotEnforcedYet", "drift is not measured yet"));
            all.add(Answer.unknown("Retraining", "NotEnforcedYet", "nothing is retrained yet"));
        }
        return Explanations.added(sight, all);
    }

    /** No condition turns by it, as all that was asked for may be there; but whoever looks is told. */
    private Answer ready() {
        Answer answer = isReady();
        return sight.recordTrouble()
                .map(why -> new Answer(answer.type(), answer.status(), answer.reason(), answer.message() + "; " + why))
                .orElse(answer);
    }

    private Answer isReady() {
        Optional<Answer> stopped = sight.rejection()
                .map(r -> Answer.no("Ready", r.reason(), r.message()))
                .or(() -> sight.wanted().hold().map(h -> Answer.no("Ready", h.reason(), h.message())));
        if (stopped.isPresent()) {
            return stopped.get();
        }
        if (!sight.isTargetActive() || !sight.intent().isSettled()) {
            return Answer.no("Ready", sight.state().phase(), "the wanted model is not active yet");
        }
        int pods = Math.min(sight.active(), sight.serving());
        return pods == sight.expected() && pods > 0
                ? Answer.yes("Ready", "TargetIsActive", named() + " is active in all " + pods + " Pods")
                : Answer.no(
                        "Ready", "PodsNotReady", "%d of %d Pods serve %s".formatted(pods, sight.expected(), named()));
    }

    private Answer available() {
        if (sight.intent().active().isEmpty()) {
            return Answer.no("Available", "NoModelYet", "no model was ever active");
        }
        List<String> versions = sight.versions();
        return sight.serving() > 0
                ? Answer.yes(
                        "Available",
                        "ServingTraffic",
                        versions.size() == 1
                                ? "version " + versions.getFirst() + " answers"
                                : "versions " + String.join(" and ", versions) + " answer")
                : Answer.no("Available", "NoPodReady", "no inference Pod is ready");
    }

    private Answer artifactVerified() {
        Optional<Rejection> refused = rejectedFor(ARTIFACT_REASONS);
        if (refused.isPresent()) {
            return Answer.no(
                    "ArtifactVerified", refused.get().reason(), refused.get().message());
        }
        Optional<Wanted.Hold> missing = sight.wanted().hold().filter(Wanted.Hold::isSourceMissing);
        if (missing.isPresent()) {
            return Answer.no(
                    "ArtifactVerified", Rejection.FETCH_FAILED, missing.get().message());
        }
        if (sight.state() instanceof RolloutState.Verifying(String trouble, String waits) && !trouble.isEmpty()) {
            return Answer.no("ArtifactVerified", Rejection.FETCH_FAILED, trouble);
        }
        // Where there is no Job, nobody has seen the bytes before a Pod has them.
        Optional<String> unseen = sight.trouble().filter(t -> !sight.isLookedAt() && !sight.isTargetActive());
        if (unseen.isPresent() && sight.loaded() == 0) {
            return Answer.no("ArtifactVerified", Rejection.FETCH_FAILED, unseen.get());
        }
        return sight.isTargetActive() || sight.loaded() > 0 || sight.isLookedAt()
                ? Answer.yes("ArtifactVerified", "DigestAndMojoValid", "digest, structure and content hold")
                : Answer.unknown("ArtifactVerified", Explanations.NOT_VERIFIED, Explanations.NOT_LOOKED_AT);
    }

    private Answer modelLoaded() {
        Optional<Rejection> failed = rejectedFor(LOAD_REASONS);
        if (failed.isPresent()) {
            return Answer.no("ModelLoaded", failed.get().reason(), failed.get().message());
        }
        if (sight.rejection().isPresent() && !sight.isTargetActive() && !sight.isOfPodsAlone()) {
            return Answer.no("ModelLoaded", "Dropped", named() + " was given up, see ArtifactVerified and Progressing");
        }
        String message = "%d of %d Pods hold %s".formatted(sight.loaded(), sight.expected(), named());
        if (sight.loaded() == sight.expected() && sight.loaded() > 0) {
            return Answer.yes("ModelLoaded", "LoadedOnAllPods", message);
        }
        return sight.trouble()
                .map(why -> Answer.no("ModelLoaded", Rejection.FETCH_FAILED, message + "; " + why))
                .orElse(Answer.no("ModelLoaded", "Loading", message));
    }

    private Answer warmedUp() {
        Optional<Rejection> slow = rejectedFor(Set.of(Rejection.TOO_SLOW));
        if (slow.isPresent()) {
            return Answer.no("WarmedUp", Rejection.TOO_SLOW, slow.get().message());
        }
        String message = "%d of %d Pods are warm".formatted(sight.warm(), sight.expected());
        if (sight.warm() < sight.expected() || sight.warm() == 0) {
            return Answer.no("WarmedUp", "WarmingUp", message);
        }
        boolean budget = sight.wanted().maxWarmupP99Milliseconds().isPresent();
        return budget
                ? Answer.yes("WarmedUp", "WithinLatencyBudget", message)
                : Answer.yes("WarmedUp", "NoBudgetSet", message + "; strategy.warmup.maxP99Milliseconds sets a budget");
    }

    private Answer progressing() {
        if (sight.rejection().isPresent() && !(sight.state() instanceof RolloutState.RollingBack)) {
            Rejection why = sight.rejection().get();
            String reason = why.reason().equals(Rejection.DEADLINE)
                    ? Rejection.DEADLINE
                    : sight.state().phase();
            return Answer.no("Progressing", reason, why.message());
        }
        if (sight.isOverdue() && sight.state().isProgressing()) {
            String message = "still trying: there is no active model to keep" + trouble();
            return Answer.no("Progressing", Rejection.DEADLINE, message);
        }
        return switch (sight.state()) {
            case RolloutState.Pending p
            when sight.wanted().hold().isPresent() -> Answer.no("Progressing", p.reason(), p.message());
            case RolloutState.Pending p -> Answer.yes("Progressing", p.reason(), p.message());
            case RolloutState.Paused p ->
                Answer.no("Progressing", "Paused", "spec.paused is true; it stands at " + p.at().phase());
            case RolloutState.ReadyToSwitch r -> Answer.yes("Progressing", "SwitchingEpoch", "all Pods can switch");
            case RolloutState.Progressing p -> trial(p);
            case RolloutState.Switching s ->
                Answer.yes(
                        "Progressing",
                        "SwitchingEpoch",
                        "%d of %d Pods are on epoch %d".formatted(s.switched(), s.total(), s.epoch()));
            case RolloutState other
            when other.isProgressing() -> Answer.yes("Progressing", other.phase(), "preparing " + named() + trouble());
            case RolloutState resting -> Answer.no("Progressing", "Completed", named() + " is active");
        };
    }

    private String trouble() {
        return sight.anyTrouble().map("; "::concat).orElse("");
    }

    private Answer trial(RolloutState.Progressing p) {
        if (p.kind() == Strategy.Kind.SHADOW) {
            return Answer.yes(
                    "Progressing",
                    "Shadowing",
                    named() + " scores copies of the requests until it is promoted, see status.trial");
        }
        String message = "%s answers %d%% of the requests, step %d of %d"
                .formatted(named(), p.weight(), p.step() + 1, p.steps());
        return p.holding()
                ? Answer.yes("Progressing", "Holding", message + "; there was no request to measure")
                : Answer.yes("Progressing", "StepWeight", message);
    }

    private Answer healthy() {
        if (rejectedFor(Set.of(Rejection.WATCH_FAILED, Rejection.ANALYSIS_FAILED))
                .isPresent()) {
            return Answer.no(
                    "Healthy", "AnalysisFailed", sight.rejection().orElseThrow().message());
        }
        if (sight.state() instanceof RolloutState.Progressing
                && sight.intent().trial().isPresent()) {
            return measured(sight.intent().trial().get().tally());
        }
        if (sight.wanted().watch().isEmpty()) {
            String message = "nothing is watched: analysis.metrics is empty, or rollback is not automatic";
            return Answer.unknown("Healthy", "NoData", message);
        }
        Optional<Tally> watched = sight.intent().watch();
        if (sight.state() instanceof RolloutState.Watching w) {
            String so = watched.filter(t -> !t.why().isEmpty())
                    .map(t -> "; " + t.why())
                    .orElse("");
            return Answer.unknown("Healthy", "Watching", "until " + w.until() + so);
        }
        if (watched.filter(t -> t.outcome() == Tally.Outcome.NO_DATA).isPresent()) {
            return measured(watched.get());
        }
        return sight.isTargetActive() && sight.intent().isSettled()
                ? Answer.yes("Healthy", "AnalysisPassed", "all metrics stayed within their bounds")
                : Answer.unknown("Healthy", "NoData", "the wanted model is not active yet");
    }

    private static Answer measured(Tally tally) {
        return switch (tally.outcome()) {
            case PASSED -> Answer.yes("Healthy", "AnalysisPassed", "the latest measurement passed");
            case FAILED -> Answer.no("Healthy", "AnalysisFailed", "the latest measurement failed: " + tally.why());
            case NO_DATA -> Answer.unknown("Healthy", "NoData", tally.why());
            case NONE -> Answer.unknown("Healthy", "NoData", "nothing was measured in this step yet");
        };
    }

    private Answer rolledBack() {
        Optional<Rejection> taken = sight.rejection().filter(Rejection::served);
        if (taken.isEmpty()) {
            return Answer.no("RolledBack", "NotNeeded", "no model was taken back");
        }
        return sight.isTargetActive()
                ? Answer.no("RolledBack", sight.state().phase(), taken.get().message())
                : Answer.yes("RolledBack", taken.get().reason(), taken.get().message());
    }

    private Optional<Rejection> rejectedFor(Set<String> reasons) {
        return sight.rejection().filter(r -> reasons.contains(r.reason()));
    }

    private String named() {
        return "version " + sight.model().version();
    }
}
