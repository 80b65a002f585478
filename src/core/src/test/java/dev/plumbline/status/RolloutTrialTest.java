package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static dev.plumbline.status.FraudRollout.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.StrategyType;
import dev.plumbline.rollout.Attempt;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Tally;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Trial;
import dev.plumbline.rollout.TrialReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a user sees of a canary and of a shadow. */
class RolloutTrialTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final FraudRollout fraud = new FraudRollout();
    private final ModelRollout rollout = fraud.rollout;

    private static PodReport pod(String name, Strategy.Kind kind, long requests) {
        var counted = new TrialReport(
                kind, 10, 0, V2.digest(), requests, 1, 4.2, 9.1, new TrialReport.Shadow(requests, 5, 1, 0.5, 0.1, 2));
        return new PodReport(
                name,
                true,
                true,
                1,
                Optional.of(new ServedModel(V1.name(), V1.version(), V1.digest())),
                Optional.of(new TargetReport(
                        new ServedModel(V2.name(), V2.version(), V2.digest()),
                        dev.plumbline.rollout.TargetState.WARM,
                        "",
                        "",
                        OptionalDouble.of(1))),
                Optional.empty(),
                Optional.of(counted),
                Optional.empty());
    }

    private ModelRolloutStatus status(Strategy.Kind kind, Tally tally, long requests) {
        Intent intent = new Intent(
                1,
                Optional.of(V1),
                Optional.of(V2),
                Optional.empty(),
                Optional.of(new Attempt(NOW)),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.empty(),
                Optional.of(new Trial(0, NOW, tally, false)),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                Sides.only(Colour.BLUE));
        var state = new RolloutState.Progressing(kind, 10, 0, 2, tally.outcome() == Tally.Outcome.NO_DATA);
        return RolloutStatuses.of(new RolloutSight(
                rollout,
                fraud.valid,
                FraudRollout.wanted(false, Optional.empty()),
                intent,
                state,
                List.of(pod("a", kind, requests), pod("b", kind, requests)),
                fraud.verdicts,
                NOW));
    }

    @Test
    void aCanaryIsSummedUpOverThePods() {
        ModelRolloutStatus status =
                status(Strategy.Kind.CANARY, new Tally(NOW.plusSeconds(30), 0, Tally.Outcome.PASSED), 100);
        assertThat(status.phase()).isEqualTo(RolloutPhase.PROGRESSING);
        assertThat(status.trial().type()).isEqualTo(StrategyType.CANARY);
        assertThat(status.trial().weight()).isEqualTo(10);
        assertThat(status.trial().step()).isEqualTo(1);
        assertThat(status.trial().requests()).isEqualTo(200);
        assertThat(status.trial().http5xx()).isEqualTo(2);
        assertThat(status.trial().p99Milliseconds()).isEqualTo(5);
        assertThat(status.trial().shadow()).isNull();
        assertThat(condition(status, "Progressing")).isEqualTo("True/StepWeight");
        assertThat(condition(status, "Healthy")).isEqualTo("True/AnalysisPassed");
    }

    @Test
    void betweenTwoMeasurementsTheStatusStands() {
        Tally tally = new Tally(NOW.plusSeconds(30), 0, Tally.Outcome.PASSED);
        ModelRolloutStatus first = status(Strategy.Kind.CANARY, tally, 100);
        rollout.setStatus(first);
        assertThat(status(Strategy.Kind.CANARY, tally, 300)).isEqualTo(first);
        Tally later = new Tally(NOW.plusSeconds(60), 1, Tally.Outcome.FAILED);
        ModelRolloutStatus second = status(Strategy.Kind.CANARY, later, 300);
        assertThat(second.trial().requests()).isEqualTo(600);
        assertThat(condition(second, "Healthy")).isEqualTo("False/AnalysisFailed");
    }

    @Test
    void aShadowTellsTheDifferences() {
        ModelRolloutStatus status = status(Strategy.Kind.SHADOW, new Tally(NOW, 0, Tally.Outcome.PASSED), 50);
        assertThat(status.trial().shadow().compared()).isEqualTo(100);
        assertThat(status.trial().shadow().different()).isEqualTo(10);
        assertThat(status.trial().shadow().maxAbsDifference()).isEqualTo(0.5);
        assertThat(status.trial().shadow().meanAbsDifference()).isEqualTo(0.1);
        assertThat(condition(status, "Progressing")).isEqualTo("True/Shadowing");
    }

    @Test
    void withoutRequestsItIsHeld() {
        ModelRolloutStatus status = status(Strategy.Kind.CANARY, new Tally(NOW, 0, Tally.Outcome.NO_DATA), 0);
        assertThat(condition(status, "Progressing")).isEqualTo("True/Holding");
        assertThat(condition(status, "Healthy")).isEqualTo("Unknown/NoData");
    }
}
