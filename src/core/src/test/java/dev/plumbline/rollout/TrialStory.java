package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A world in which the record is what was written last, and Pods do what they are told. */
final class TrialStory {

    static final Analysis.Bound NO_ERRORS =
            new Analysis.Bound(Analysis.Metric.HTTP_5XX, OptionalDouble.empty(), OptionalDouble.of(0));
    static final Analysis.Bound FAST =
            new Analysis.Bound(Analysis.Metric.P99, OptionalDouble.empty(), OptionalDouble.of(50));

    Wanted wanted;
    Intent record = preparing(V1, 1, V2);
    Instant now = NOW;
    Optional<TrialReport> trial = Optional.empty();
    Map<String, Reading> readings = Map.of();
    int asked;
    private long requests;
    private long errors;
    private double p99 = 10;
    RolloutState state = new RolloutState.Succeeded();

    TrialStory(Strategy.Kind kind, Analysis.NoData noData, int failureLimit) {
        var analysis = new Analysis(Duration.ofSeconds(30), List.of(NO_ERRORS, FAST), failureLimit, noData);
        var steps = kind == Strategy.Kind.CANARY
                ? List.of(
                        new Strategy.Stage(10, Duration.ofSeconds(60)), new Strategy.Stage(50, Duration.ofSeconds(60)))
                : List.<Strategy.Stage>of();
        wanted = wanted(V2).by(new Strategy(kind, steps, analysis));
    }

    TrialStory answering(long count, long http5xx, double p99Milliseconds) {
        requests = count;
        errors = http5xx;
        p99 = p99Milliseconds;
        return this;
    }

    TrialStory run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            for (int writes = 0; writes < 5; writes++) {
                Step step = RolloutMachine.next(facts());
                state = step.state();
                if (step.toPersist().isEmpty()) {
                    step.effects().forEach(this::hear);
                    break;
                }
                record = step.toPersist().get();
            }
        }
        return this;
    }

    /** A metrics server is asked when a measurement is due, and not in between. */
    private Facts facts() {
        Facts facts = new Facts(wanted, record, pods(), new Verification.NotAsked(), now);
        boolean due = RolloutMachine.isMeasurementDue(facts);
        asked += due ? 1 : 0;
        return due ? facts.reading(readings) : facts;
    }

    private List<PodReport> pods() {
        return List.of(reporting("a"), reporting("b"), reporting("c"));
    }

    private PodReport reporting(String name) {
        PodReport plain = record.target().isPresent()
                ? with(pod(name, record.active().orElseThrow(), record.epoch()), V2, TargetState.WARM)
                : pod(name, record.active().orElseThrow(), record.epoch());
        Optional<TrialReport> counted = trial.map(t -> new TrialReport(
                t.kind(), t.percent(), t.step(), t.digest(), requests, errors, p99, p99 * 2, t.shadow()));
        return new PodReport(
                plain.pod(),
                true,
                true,
                plain.epoch(),
                plain.active(),
                plain.target(),
                plain.lastSwap(),
                record.target().isPresent() ? counted : Optional.empty(),
                Optional.empty());
    }

    private void hear(Effect effect) {
        if (effect instanceof Effect.Expose e) {
            trial = Optional.of(new TrialReport(
                    e.kind(), e.percent(), e.step(), e.digest(), 0, 0, 0, 0, TrialReport.Shadow.none()));
        }
    }

    int weight() {
        return state instanceof RolloutState.Progressing p ? p.weight() : -1;
    }

    TrialStory asks(Verb verb) {
        wanted = wanted.asking(Map.of(verb, "nonce-" + verb));
        return this;
    }
}
