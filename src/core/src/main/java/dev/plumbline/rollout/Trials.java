package dev.plumbline.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A canary or a shadow: both models are in every Pod, and the new one has to show itself before the switch. */
final class Trials {

    private final Facts facts;
    private final ModelVersion goal;
    private final Strategy strategy;

    Trials(Facts facts, ModelVersion goal) {
        this.facts = facts;
        this.goal = goal;
        this.strategy = facts.wanted().strategy();
    }

    /** Without an active model there is nothing to compare with and nobody else to answer. */
    boolean isAsked() {
        boolean asked = strategy.kind().isTrial()
                && facts.intent().active().isPresent()
                && facts.intent().rejectionOf(facts.wanted()).isEmpty();
        return asked && facts.intent().trial().filter(Trial::promoted).isEmpty();
    }

    boolean isUnderWay() {
        return isAsked() && facts.intent().trial().isPresent();
    }

    RolloutState state() {
        Trial trial = trial();
        return new RolloutState.Progressing(
                strategy.kind(),
                weight(trial),
                trial.step(),
                Math.max(1, strategy.steps().size()),
                trial.tally().outcome() == Tally.Outcome.NO_DATA);
    }

    /** The record as it is to be now, when something about the trial has to be written down. */
    Optional<Intent> decided() {
        Intent intent = facts.intent();
        if (intent.trial().isEmpty()
                || trial().step() >= Math.max(1, strategy.steps().size())) {
            return Optional.of(intent.trying(Trial.begun(facts.now())));
        }
        if (isDue()) {
            Tally next = trial().tally().with(measure().judge(strategy.analysis(), facts.readings()), facts.now());
            return Optional.of(intent.trying(trial().measured(next)));
        }
        return isStepOver() ? Optional.of(nextStep()) : Optional.empty();
    }

    Optional<Rejection> giveUp() {
        Tally tally = trial().tally();
        if (tally.failures() > strategy.analysis().failureLimit()) {
            String why = tally.why().isEmpty() ? tally.failures() + " measurements failed" : tally.why();
            return Optional.of(rejection(Rejection.ANALYSIS_FAILED, why));
        }
        if (strategy.kind() == Strategy.Kind.CANARY && Preparation.isOverdue(facts)) {
            String why = "still at %d%% after %d s; the latest measurement: %s%s"
                    .formatted(
                            weight(trial()),
                            facts.wanted().progressDeadline().toSeconds(),
                            tally.outcome()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' '),
                            Preparation.lastTrouble(facts.pods()));
            return Optional.of(rejection(Rejection.DEADLINE, why));
        }
        return Optional.empty();
    }

    /** Every Pod that is warm and does not do what this step asks for is told, also one that came in between. */
    List<Effect> effects(Predicate<PodReport> free) {
        Trial trial = trial();
        return facts.pods().stream()
                .filter(p -> p.reachable() && free.test(p) && p.isWarmWith(goal) && !follows(p, trial))
                .<Effect>map(p -> new Effect.Expose(
                        p.pod(),
                        facts.intent().epoch() + 1,
                        goal.digest(),
                        strategy.kind(),
                        weight(trial),
                        trial.step()))
                .toList();
    }

    private Intent nextStep() {
        int next = trial().step() + 1;
        return next < strategy.steps().size()
                ? facts.intent().trying(Trial.at(next, facts.now()))
                : facts.intent().trying(trial().promotedNow());
    }

    boolean isDue() {
        return !facts.now().isBefore(trial().tally().measuredAt().plus(interval()));
    }

    /** A hold that is shorter than the interval is measured at its end: no step passes unmeasured. */
    private Duration interval() {
        Duration every = strategy.analysis().interval();
        return hold().filter(h -> h.compareTo(every) < 0 && h.compareTo(Duration.ofSeconds(1)) > 0)
                .orElse(every);
    }

    /** A shadow goes on until somebody decides. */
    private boolean isStepOver() {
        return hold().filter(h -> !facts.now().isBefore(trial().since().plus(h)))
                .filter(h -> trial().tally().outcome() == Tally.Outcome.PASSED)
                .isPresent();
    }

    private Optional<Duration> hold() {
        return strategy.kind() == Strategy.Kind.CANARY && !strategy.steps().isEmpty()
                ? Optional.of(strategy.steps().get(trial().step()).hold())
                : Optional.empty();
    }

    private Measurement measure() {
        Trial trial = trial();
        return Measurement.ofTrial(facts.pods().stream()
                .filter(p -> follows(p, trial))
                .flatMap(p -> p.trial().stream())
                .toList());
    }

    private boolean follows(PodReport pod, Trial trial) {
        return pod.trial()
                .filter(t -> t.kind() == strategy.kind()
                        && t.percent() == weight(trial)
                        && t.step() == trial.step()
                        && t.digest().equals(goal.digest()))
                .isPresent();
    }

    private int weight(Trial trial) {
        return strategy.kind() == Strategy.Kind.CANARY && !strategy.steps().isEmpty()
                ? strategy.steps().get(trial.step()).weight()
                : 100;
    }

    private Trial trial() {
        Instant now = facts.now();
        return facts.intent()
                .trial()
                .filter(t -> t.step() < Math.max(1, strategy.steps().size()))
                .orElseGet(() -> Trial.begun(now));
    }

    private Rejection rejection(String reason, String message) {
        return new Rejection(goal, facts.wanted().request(), reason, message, "", facts.now(), false);
    }
}
