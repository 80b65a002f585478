package dev.plumbline.status;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ActiveModelStatus;
import dev.plumbline.api.ArtifactStatus;
import dev.plumbline.api.FailureStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.PodsStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.TargetModelStatus;
import dev.plumbline.api.TargetState;
import dev.plumbline.api.ViolationStatus;
import dev.plumbline.plan.InferenceLabels;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Verified;
import dev.plumbline.views.Finding;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the status of a rollout from what was seen. Looking again at the same world gives an equal status: no field
 * follows the clock.
 */
public final class RolloutStatuses {

    private static final long MEBIBYTE = 1L << 20;

    private RolloutStatuses() {}

    public static ModelRolloutStatus of(RolloutSight sight) {
        Optional<ModelRolloutStatus> before =
                Optional.ofNullable(sight.rollout().getStatus());
        return new ModelRolloutStatus(
                sight.rollout().getMetadata().getGeneration(),
                RolloutPhase.of(sight.state().phase()),
                sight.pods().size(),
                InferenceLabels.selectorText(
                        sight.valid().name(), sight.intent().sides().live()),
                active(sight, before.map(ModelRolloutStatus::activeModel).orElse(null)),
                target(sight),
                artifact(sight),
                new PodsStatus(sight.pods().size(), sight.loaded(), sight.warm(), sight.active()),
                RolloutStandby.of(sight),
                RolloutTrial.of(sight, before.map(ModelRolloutStatus::trial).orElse(null)),
                RolloutSwap.of(sight, before.map(ModelRolloutStatus::lastSwap).orElse(null)),
                RolloutCache.of(sight, before.map(ModelRolloutStatus::cache).orElse(null)),
                before.map(ModelRolloutStatus::drift).orElse(null),
                sight.intent()
                        .rejection()
                        .map(RolloutStatuses::failure)
                        .orElse(before.map(ModelRolloutStatus::lastFailure).orElse(null)),
                actions(sight),
                violations(sight.verdicts()),
                conditions(sight, before.map(ModelRolloutStatus::conditions).orElse(List.of())));
    }

    /**
     * For a spec that cannot be read: nothing is touched, and the rules say what is wrong with it. This spec was looked
     * at and nothing will come of it, so that is said for its generation: whoever waits need not wait on.
     */
    public static ModelRolloutStatus unreadable(ModelRollout rollout, Verdicts verdicts, Instant now) {
        String message = verdicts.blocks() ? verdicts.refusal() : "the spec cannot be read";
        List<Answer> answers = List.of(
                Answer.no("Ready", "ViolationsFound", message), Answer.no("Progressing", "ViolationsFound", message));
        return laidOver(rollout, generation(rollout), RolloutPhase.PENDING, answers, violations(verdicts), now);
    }

    /**
     * For a round that the API server broke off: all else stays as it was last seen, and speaks of the generation that
     * it was seen of. What became of a newer one nobody knows yet.
     */
    public static ModelRolloutStatus failing(ModelRollout rollout, String message, Instant now) {
        List<ViolationStatus> violations = Optional.ofNullable(rollout.getStatus())
                .map(ModelRolloutStatus::violations)
                .orElse(List.of());
        Optional<ModelRolloutStatus> before = Optional.ofNullable(rollout.getStatus());
        return laidOver(
                rollout,
                before.map(ModelRolloutStatus::observedGeneration).orElse(null),
                before.map(ModelRolloutStatus::phase).orElse(RolloutPhase.PENDING),
                List.of(Answer.no("Ready", "ReconcileFailed", message)),
                violations,
                now);
    }

    /** Why the Pod that looks at an artifact did not run, as this status says; empty when it says nothing of that. */
    public static String notLookedAt(ModelRolloutStatus told) {
        return Explanations.notLookedAt(
                Optional.ofNullable(told).map(ModelRolloutStatus::conditions).orElse(List.of()));
    }

    private static ModelRolloutStatus laidOver(
            ModelRollout rollout,
            Long observed,
            RolloutPhase phase,
            List<Answer> answers,
            List<ViolationStatus> violations,
            Instant now) {
        Optional<ModelRolloutStatus> before = Optional.ofNullable(rollout.getStatus());
        List<Condition> conditions = new ConditionSet(
                        answers.stream().map(Answer::type).toList(),
                        before.map(ModelRolloutStatus::conditions).orElse(null))
                .merge(answers, generation(rollout), now)
                .sorted();
        return new ModelRolloutStatus(
                observed,
                phase,
                before.map(ModelRolloutStatus::replicas).orElse(0),
                before.map(ModelRolloutStatus::selector).orElse(null),
                before.map(ModelRolloutStatus::activeModel).orElse(null),
                before.map(ModelRolloutStatus::targetModel).orElse(null),
                before.map(ModelRolloutStatus::artifact).orElse(null),
                before.map(ModelRolloutStatus::pods).orElse(null),
                before.map(ModelRolloutStatus::standby).orElse(null),
                before.map(ModelRolloutStatus::trial).orElse(null),
                before.map(ModelRolloutStatus::lastSwap).orElse(null),
                before.map(ModelRolloutStatus::cache).orElse(null),
                before.map(ModelRolloutStatus::drift).orElse(null),
                before.map(ModelRolloutStatus::lastFailure).orElse(null),
                before.map(ModelRolloutStatus::actions).orElse(null),
                violations,
                conditions);
    }

    private static long generation(ModelRollout rollout) {
        return Objects.requireNonNullElse(rollout.getMetadata().getGeneration(), 0L);
    }

    private static ActiveModelStatus active(RolloutSight sight, ActiveModelStatus before) {
        if (sight.isYetToSwitch()) {
            return before;
        }
        return sight.intent()
                .active()
                .map(m -> new ActiveModelStatus(
                        m.name(),
                        m.version(),
                        m.digest(),
                        sight.intent()
                                .committedAt()
                                .map(RolloutStatuses::seconds)
                                .orElse(null),
                        sight.intent().epoch()))
                .orElse(null);
    }

    private static TargetModelStatus target(RolloutSight sight) {
        ModelVersion model = sight.model();
        return new TargetModelStatus(model.name(), model.version(), model.digest(), targetState(sight));
    }

    private static TargetState targetState(RolloutSight sight) {
        if (sight.rejection().isPresent() && !sight.isOfPodsAlone()) {
            return TargetState.REFUSED;
        }
        if ((sight.isTargetActive() || sight.isOfPodsAlone()) && !sight.isYetToSwitch()) {
            return TargetState.ACTIVE;
        }
        int expected = sight.expected();
        if (expected == 0 || sight.among(p -> p.preparing(sight.model()).isPresent() || p.serves(sight.model())) == 0) {
            return sight.isLookedAt() ? TargetState.VERIFIED : TargetState.PENDING;
        }
        if (sight.warm() == expected) {
            return TargetState.WARM;
        }
        return sight.loaded() == expected ? TargetState.LOADED : TargetState.LOADING;
    }

    /** Of the wanted model, as the first Pod that has loaded it tells; before that, as the Job found it. */
    private static ArtifactStatus artifact(RolloutSight sight) {
        return sight.pods().stream()
                .flatMap(p -> Stream.concat(p.active().stream(), p.target().map(TargetReport::model).stream()))
                .filter(m -> m.is(sight.model()))
                .flatMap(m -> m.artifact().stream())
                .findFirst()
                .or(() -> sight.intent()
                        .verified()
                        .filter(v -> v.digest().equals(sight.model().digest()))
                        .flatMap(Verified::artifact))
                .map(a -> new ArtifactStatus(
                        a.algorithm(),
                        a.mojoVersion(),
                        a.h2oVersion(),
                        a.sizeBytes(),
                        a.trees() > 0 ? a.trees() : null,
                        a.inputs(),
                        (a.estimatedHeapBytes() + MEBIBYTE - 1) / MEBIBYTE + "Mi"))
                .orElse(null);
    }

    private static List<ViolationStatus> violations(Verdicts verdicts) {
        return Stream.concat(
                        verdicts.findings().stream().map(f -> violation(f, null)),
                        verdicts.exempted().stream()
                                .map(e -> violation(e.finding(), e.until().isEmpty() ? null : e.until())))
                .toList();
    }

    private static ViolationStatus violation(Finding finding, String exemptUntil) {
        String severity = finding.blocks() ? "Blocking" : "Warning";
        return new ViolationStatus(
                finding.ruleId(), finding.view().title(), finding.path(), severity, finding.text(), exemptUntil);
    }

    private static List<ActionStatus> actions(RolloutSight sight) {
        return sight.intent().heard().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new ActionStatus(
                        e.getKey().word(),
                        e.getValue().nonce(),
                        e.getValue().done(),
                        e.getValue().outcome(),
                        seconds(e.getValue().at())))
                .toList();
    }

    /** A model that goes on while a change of its Pods is given up is not named as one that was given up. */
    private static FailureStatus failure(Rejection why) {
        Optional<ModelVersion> model =
                Optional.of(why.model()).filter(m -> why.template().isEmpty());
        return new FailureStatus(
                why.reason(),
                why.message(),
                why.location(),
                seconds(why.at()),
                model.map(ModelVersion::name).orElse(null),
                model.map(ModelVersion::version).orElse(null),
                model.map(ModelVersion::digest).orElse(null));
    }

    /** A question that is no longer asked has no answer: only today's types are kept. */
    private static List<Condition> conditions(RolloutSight sight, List<Condition> before) {
        long generation =
                Objects.requireNonNullElse(sight.rollout().getMetadata().getGeneration(), 0L);
        List<Answer> answers = RolloutConditions.of(sight);
        List<String> types = answers.stream().map(Answer::type).toList();
        List<Condition> asked =
                before.stream().filter(c -> types.contains(c.getType())).toList();
        return new ConditionSet(types, asked)
                .merge(answers, generation(sight.rollout()), sight.now())
                .sorted();
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
