package dev.plumbline.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.StrategyType;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.Attempt;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Tally;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Trial;
import dev.plumbline.rollout.TrialReport;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a user sees of a canary and of a shadow. */
class RolloutTrialTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ModelVersion V1 = version("1");
    private static final ModelVersion V2 = version("2");

    private final ModelRollout rollout = Serialization.unmarshal("""
            apiVersion: plumbline.dev/v1alpha1
            kind: ModelRollout
            metadata: {name: fraud-gbm, namespace: ml, generation: 4}
            spec:
              platformRef: {name: fraud}
              model: {version: "2", storageUri: "configmap://m/2", digest: "sha256:%s"}
            """.formatted("2".repeat(64)), ModelRollout.class);
    private final ValidRollout valid = ValidRollouts.of(rollout, Optional.empty());

    private static ModelVersion version(String v) {
        return new ModelVersion("fraud-gbm", v, "sha256:" + v.repeat(64), "configmap://m/" + v);
    }

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
                List.of());
        Wanted wanted = new Wanted(
                V2, "r", false, 2, Duration.ofSeconds(900), OptionalDouble.empty(), Optional.empty(), Optional.empty());
        var verdicts = new Verdicts(
                RolloutSubject.reviewed(rollout, LocalDate.of(2026, 11, 21)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var state = new RolloutState.Progressing(kind, 10, 0, 2, tally.outcome() == Tally.Outcome.NO_DATA);
        return RolloutStatuses.of(new RolloutSight(
                rollout,
                valid,
                wanted,
                intent,
                state,
                List.of(pod("a", kind, requests), pod("b", kind, requests)),
                verdicts,
                NOW));
    }

    private static String condition(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(c -> c.getStatus() + "/" + c.getReason())
                .findFirst()
                .orElseThrow();
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
