package dev.plumbline.views.scenario;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.StepSpec;
import dev.plumbline.api.StrategySpec;
import dev.plumbline.api.StrategyType;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.Items;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** SCN-07: a rollout has time to end, its measurements can go either way, and a switch is not disturbed. */
public final class UndisturbedSwitch extends Rule {

    public static final String ABORT = "plumbline.dev/abort";

    public UndisturbedSwitch() {
        super(
                RuleCard.firm(
                        "SCN-07",
                        View.SCENARIO,
                        Gate.CRD_AND_WEBHOOK,
                        "Rollout that cannot end, or a switch disturbed",
                        "progressDeadlineSeconds is not greater than the sum of the steps' holdSeconds (a Canary without steps has"
                                + " its default ones), a metric of the analysis can never pass or never fail, or spec.model changes while the phase is Switching and the annotation"
                                + " plumbline.dev/abort is absent.",
                        """
                A deadline that ends with the waits, or before, fails every canary, and so does a bound that no value
                meets; a metric that every value passes looks like a proof and is none. A model that changes while Pods commit to the one
                before leaves them between two epochs.""",
                        "Raise progressDeadlineSeconds; give each metric a bound that some values meet and others do not; wait for the switch, which takes seconds, or annotate plumbline.dev/abort."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject ? Set.of(Input.PREVIOUS) : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        deadline(subject, out);
        TellingMetrics.judge(subject, out);
        boolean switching = subject.previous()
                .map(ModelRollout::getStatus)
                .map(ModelRolloutStatus::phase)
                .filter(RolloutPhase.SWITCHING::equals)
                .isPresent();
        boolean changed = subject.previous()
                .filter(before -> !Objects.equals(model(before), subject.model()))
                .isPresent();
        if (switching && changed && !subject.annotations().containsKey(ABORT)) {
            long epoch = subject.previous()
                    .map(ModelRollout::getStatus)
                    .map(ModelRolloutStatus::activeModel)
                    .map(active -> active.epoch())
                    .orElse(0L);
            out.at("spec.model")
                    .allowed("no change of spec.model while the phase is Switching")
                    .says(
                            "a switch (epoch %d) is in progress; retry in a few seconds or annotate %s.",
                            epoch + 1, ABORT);
        }
    }

    private static Optional<Object> model(ModelRollout rollout) {
        return Optional.ofNullable(rollout.getSpec()).map(ModelRolloutSpec::model);
    }

    private static void deadline(RolloutSubject subject, Findings out) {
        long holds = holds(subject);
        int deadline = subject.spec()
                .map(ModelRolloutSpec::progressDeadlineSeconds)
                .orElse(ProfileDefaults.PROGRESS_DEADLINE_SECONDS);
        if (deadline <= holds) {
            out.at("spec.progressDeadlineSeconds")
                    .found(deadline)
                    .allowed("more than " + holds)
                    .says(
                            "progressDeadlineSeconds %d is not greater than the %d seconds that the steps hold; raise it above %d or"
                                    + " shorten holdSeconds.",
                            deadline, holds, holds);
        }
    }

    /** The planner puts its own steps where a canary has none, and these wait as well. */
    private static long holds(RolloutSubject subject) {
        var steps = Items.of(subject.strategy().map(StrategySpec::steps).orElse(null));
        if (steps.isEmpty()) {
            return subject.strategyType() == StrategyType.CANARY
                    ? (long) ProfileDefaults.CANARY_WEIGHTS.size() * ProfileDefaults.HOLD_SECONDS
                    : 0;
        }
        return steps.stream()
                .filter(Objects::nonNull)
                .map(StepSpec::holdSeconds)
                .mapToLong(hold -> hold == null ? ProfileDefaults.HOLD_SECONDS : hold)
                .sum();
    }
}
