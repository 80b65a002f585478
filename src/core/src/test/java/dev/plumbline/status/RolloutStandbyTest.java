package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static dev.plumbline.status.FraudRollout.condition;
import static dev.plumbline.status.FraudRollout.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.CacheMode;
import dev.plumbline.api.CacheStatus;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.StandbyState;
import dev.plumbline.api.StandbyStatus;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.CacheReport;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.IntentCodec;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Recent;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.Step;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.SwapReport;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.TargetState;
import dev.plumbline.rollout.Template;
import dev.plumbline.rollout.Verb;
import dev.plumbline.rollout.Verification;
import dev.plumbline.rollout.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a user sees of a second Deployment, and of the cache. */
class RolloutStandbyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final FraudRollout fraud = new FraudRollout();
    private Wanted wanted = FraudRollout.wanted(false, Optional.empty())
            .by(new Strategy(Strategy.Kind.BLUE_GREEN, List.of(), Analysis.none()))
            .from(new Template("t2", "{}"))
            .keeping(Duration.ofSeconds(60));
    private Intent record = IntentCodec.decode(Map.of(
                    "state.json",
                    "{\"epoch\":1,\"active\":{\"name\":\"fraud-gbm\",\"version\":\"1\",\"digest\":\"%s\",\"storageUri\":\"\"}}"
                            .formatted(V1.digest()),
                    "intent.json",
                    "{\"committedAt\":\"%1$s\",\"settledAt\":\"%1$s\",\"deployments\":{\"live\":\"BLUE\",\"digest\":\"t1\","
                                    .formatted(NOW)
                            + "\"template\":\"{}\"}}"))
            .orElseThrow();
    private Colour routed = Colour.BLUE;
    private ModelRolloutStatus status;

    private static PodReport pod(String name, ModelVersion model, long epoch, Optional<CacheReport> cache) {
        return new PodReport(
                name,
                true,
                true,
                epoch,
                Optional.of(served(model)),
                Optional.empty(),
                Optional.of(new SwapReport(epoch, 5, 0, 0, 1, 0, 0, 0, 0, 250)),
                Optional.empty(),
                Optional.of(new Recent(100, 0, 4.2, 9)),
                cache);
    }

    private static PodReport pod(String name, ModelVersion model, long epoch) {
        return pod(name, model, epoch, Optional.empty());
    }

    private static PodReport warm(String name) {
        var target = new TargetReport(served(V2), TargetState.WARM, "", "", OptionalDouble.of(1));
        return new PodReport(name, false, true, 0, Optional.empty(), Optional.of(target), Optional.empty());
    }

    private void look(Instant now, List<PodReport> blue, List<PodReport> green) {
        Step step;
        do {
            boolean first = record.sides().live() == Colour.BLUE;
            step = RolloutMachine.next(new Facts(
                    wanted,
                    record,
                    first ? blue : green,
                    first ? green : blue,
                    routed,
                    new Verification.Accepted(Optional.empty()),
                    now));
            record = step.toPersist().orElse(record);
        } while (step.toPersist().isPresent());
        boolean first = record.sides().live() == Colour.BLUE;
        status = RolloutStatuses.of(new RolloutSight(
                fraud.rollout,
                fraud.valid,
                wanted,
                record,
                step.state(),
                first ? blue : green,
                first ? green : blue,
                fraud.verdicts,
                now));
        fraud.rollout.setStatus(status);
    }

    @Test
    void aChangeOfThePodsAloneThatIsAbortedDoesNotSpeakAgainstTheModelThatServes() {
        List<PodReport> pods = List.of(pod("a", V2, 1), pod("b", V2, 1));
        record = IntentCodec.decode(Map.of(
                        "state.json",
                                IntentCodec.encode(record)
                                        .get("state.json")
                                        .replace("\"1\"", "\"2\"")
                                        .replace(V1.digest(), V2.digest()),
                        "intent.json", IntentCodec.encode(record).get("intent.json")))
                .orElseThrow();
        look(NOW, pods, List.of());
        assertThat(status.standby().version()).isEqualTo("2");

        wanted = wanted.asking(Map.of(Verb.ABORT, "1"));
        look(NOW, pods, List.of());
        assertThat(status.phase()).isEqualTo(RolloutPhase.FAILED);
        assertThat(status.actions()).singleElement().satisfies(a -> assertThat(a.outcome())
                .isEqualTo("the change of the Pods of version 2 is given up"));
        assertThat(status.targetModel().state()).isEqualTo(dev.plumbline.api.TargetState.ACTIVE);
        assertThat(condition(status, "ModelLoaded")).isEqualTo("True/LoadedOnAllPods");
        assertThat(condition(status, "Ready")).isEqualTo("False/Aborted");
        assertThat(status.lastFailure().message())
                .isEqualTo("the change of the Pods of version 2 is given up on request");
        assertThat(status.lastFailure().version()).as("it serves").isNull();

        wanted = wanted.asking(Map.of(Verb.RETRY, "1"));
        look(NOW, pods, List.of());
        assertThat(status.actions().getLast().outcome())
                .isEqualTo("the change of the Pods of version 2 is tried again");
        assertThat(status.standby()).isNotNull();
    }

    @Test
    void theSecondDeploymentIsToldOfAndNoInstantIsClaimed() {
        List<PodReport> old = List.of(pod("a", V1, 1), pod("b", V1, 1));
        look(NOW, old, List.of());
        look(NOW, old, List.of(warm("x"), warm("y")));
        assertThat(status.phase()).isEqualTo(RolloutPhase.READY_TO_SWITCH);
        assertThat(status.standby())
                .isEqualTo(new StandbyStatus("fraud-gbm-inference-green", StandbyState.SERVING, "2", 2, 0, null));
        assertThat(status.pods().warm()).isEqualTo(2);
        assertThat(status.pods().active()).isZero();
        assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(condition(status, "Ready")).isEqualTo("False/ReadyToSwitch");

        List<PodReport> next = List.of(pod("x", V2, 2), pod("y", V2, 2));
        look(NOW.plusSeconds(1), old, next);
        assertThat(status.phase()).isEqualTo(RolloutPhase.SWITCHING);
        routed = Colour.GREEN;
        look(NOW.plusSeconds(2), old, next);
        assertThat(condition(status, "Ready")).isEqualTo("True/TargetIsActive");
        assertThat(status.selector()).contains("plumbline.dev/colour=green");
        assertThat(status.lastSwap().by()).isEqualTo("Service");
        assertThat(status.lastSwap().durationMilliseconds()).isNull();
        assertThat(status.lastSwap().requests()).isNull();
        assertThat(status.standby())
                .isEqualTo(
                        new StandbyStatus("fraud-gbm-inference", StandbyState.KEPT, "1", 2, 2, "2026-11-21T10:01:02Z"));

        look(NOW.plusSeconds(8), old, next);
        assertThat(status.lastSwap().requests()).isEqualTo(500);
        assertThat(status.lastSwap().http5xx()).isEqualTo(2);
        assertThat(status.lastSwap().p99DuringMilliseconds()).isEqualTo(5);
        ModelRolloutStatus counted = status;
        look(NOW.plusSeconds(100), old, next);
        assertThat(status.standby()).isNull();
        assertThat(status.lastSwap()).isEqualTo(counted.lastSwap());
    }

    private static Optional<CacheReport> cache(String use, double score) {
        return Optional.of(new CacheReport(
                "Auto",
                "1",
                use,
                "a row costs less",
                OptionalDouble.of(score),
                OptionalDouble.of(3),
                OptionalDouble.empty()));
    }

    @Test
    void whatMostPodsDecidedAboutTheCacheIsSaidOnce() {
        look(
                NOW,
                List.of(
                        pod("a", V1, 1, cache("Near", 1)),
                        pod("b", V1, 1, cache("Near", 2)),
                        pod("c", V1, 1, cache("Redis", 9))),
                List.of());
        assertThat(status.cache())
                .isEqualTo(new CacheStatus(CacheMode.AUTO, "1", "Near", "a row costs less", 2, 3, 2.0, 3.0, null));
        CacheStatus first = status.cache();
        look(
                NOW.plusSeconds(5),
                List.of(
                        pod("a", V1, 1, cache("Near", 1.7)),
                        pod("b", V1, 1, cache("Near", 2.9)),
                        pod("c", V1, 1, cache("Redis", 8))),
                List.of());
        assertThat(status.cache()).as("no field follows the clock").isEqualTo(first);
        look(NOW.plusSeconds(6), List.of(pod("a", V1, 1), pod("b", V1, 1)), List.of());
        assertThat(status.cache()).isNull();
    }
}
