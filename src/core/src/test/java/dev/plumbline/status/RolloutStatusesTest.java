package dev.plumbline.status;

import static dev.plumbline.status.FraudRollout.V1;
import static dev.plumbline.status.FraudRollout.V2;
import static dev.plumbline.status.FraudRollout.condition;
import static dev.plumbline.status.FraudRollout.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.api.TargetState;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Facts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Rejection;
import dev.plumbline.rollout.RolloutMachine;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.SwapReport;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.Verification;
import dev.plumbline.rollout.Verified;
import dev.plumbline.rollout.Wanted;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RolloutStatusesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");
    private final FraudRollout fraud = new FraudRollout();
    private final ModelRollout rollout = fraud.rollout;

    private static Intent serving(ModelVersion model, long epoch, Optional<ModelVersion> target) {
        return new Intent(
                epoch,
                Optional.of(model),
                target,
                Optional.empty(),
                target.map(t -> new dev.plumbline.rollout.Attempt(NOW)),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW),
                target.map(t -> new Verified(t.digest(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                Sides.only(Colour.BLUE));
    }

    private static PodReport pod(String name, ModelVersion active, long epoch, long swappedAt) {
        return new PodReport(
                name,
                true,
                true,
                epoch,
                Optional.of(new ServedModel(active.name(), active.version(), active.digest())),
                Optional.empty(),
                Optional.of(new SwapReport(epoch, swappedAt, 500, 0, 0, 1.2, 3.4, 7.1, 0.4)));
    }

    private static PodReport with(PodReport pod, dev.plumbline.rollout.TargetState state) {
        var target = new TargetReport(
                new ServedModel(V2.name(), V2.version(), V2.digest()), state, "", "", OptionalDouble.empty());
        return new PodReport(
                pod.pod(), pod.ready(), true, pod.epoch(), pod.active(), Optional.of(target), pod.lastSwap());
    }

    private ModelRolloutStatus status(Wanted wanted, Intent intent, Instant now, PodReport... pods) {
        List<PodReport> seen = List.of(pods);
        var step = RolloutMachine.next(new Facts(wanted, intent, seen, new Verification.NotAsked(), now));
        return RolloutStatuses.of(
                new RolloutSight(rollout, fraud.valid, wanted, intent, step.state(), seen, fraud.verdicts, now));
    }

    @Test
    void theOldModelServesWhileTheNewOneLoads() {
        ModelRolloutStatus status = status(
                wanted(false, Optional.empty()),
                serving(V1, 1, Optional.of(V2)),
                NOW,
                with(pod("a", V1, 1, 5), dev.plumbline.rollout.TargetState.WARM),
                with(pod("b", V1, 1, 5), dev.plumbline.rollout.TargetState.LOADING));
        assertThat(status.phase()).isEqualTo(RolloutPhase.LOADING);
        assertThat(status.activeModel().version()).isEqualTo("1");
        assertThat(status.targetModel().state()).isEqualTo(TargetState.LOADING);
        assertThat(status.pods()).isEqualTo(new dev.plumbline.api.PodsStatus(2, 1, 1, 0));
        assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(condition(status, "Ready")).isEqualTo("False/Loading");
        assertThat(condition(status, "ModelLoaded")).isEqualTo("False/Loading");
        assertThat(condition(status, "Progressing")).isEqualTo("True/Loading");
        assertThat(status.observedGeneration()).isEqualTo(4);
    }

    @Test
    void aSwitchIsAccountedForByWhatThePodsCounted() {
        ModelRolloutStatus status = status(
                wanted(false, Optional.empty()),
                serving(V2, 2, Optional.empty()),
                NOW,
                pod("a", V2, 2, 1_000),
                pod("b", V2, 2, 1_041));
        assertThat(status.phase()).isEqualTo(RolloutPhase.SUCCEEDED);
        assertThat(status.lastSwap().durationMilliseconds()).isEqualTo(41);
        assertThat(status.lastSwap().requests()).isEqualTo(1000);
        assertThat(status.lastSwap().http5xx()).isZero();
        assertThat(status.lastSwap().longestMilliseconds()).isEqualTo(8);
        assertThat(status.lastSwap().longestStallMilliseconds()).isEqualTo(1);
        assertThat(status.lastSwap().until()).isEqualTo("1970-01-01T00:00:01.041Z");
        assertThat(condition(status, "Ready")).isEqualTo("True/TargetIsActive");
        assertThat(condition(status, "ModelLoaded")).isEqualTo("True/LoadedOnAllPods");
        assertThat(status.selector())
                .isEqualTo(
                        "app.kubernetes.io/component=inference,plumbline.dev/colour=blue,plumbline.dev/rollout=fraud-gbm");
    }

    private Intent announced() {
        Intent settled = serving(V2, 2, Optional.empty());
        return new Intent(
                settled.epoch(),
                settled.active(),
                settled.target(),
                Optional.of(V1),
                settled.attempt(),
                settled.rejection(),
                settled.committedAt(),
                Optional.empty());
    }

    @Test
    void aSwitchThatIsWrittenAndNotMadeYetIsNotToldAsMade() {
        Wanted wanted = wanted(false, Optional.empty());
        PodReport[] warm = {
            with(pod("a", V1, 1, 5), dev.plumbline.rollout.TargetState.WARM),
            with(pod("b", V1, 1, 5), dev.plumbline.rollout.TargetState.WARM)
        };
        rollout.setStatus(status(wanted, serving(V1, 1, Optional.of(V2)), NOW, warm));
        ModelRolloutStatus status = status(wanted, announced(), NOW, warm);
        assertThat(status.phase()).isEqualTo(RolloutPhase.SWITCHING);
        assertThat(status.activeModel()).isEqualTo(rollout.getStatus().activeModel());
        assertThat(status.targetModel().state()).isEqualTo(TargetState.WARM);
        assertThat(message(status, "Available")).isEqualTo("version 1 answers");
        assertThat(condition(status, "Ready")).isEqualTo("False/Switching");
    }

    @Test
    void halfOfASwitchIsToldAsWhatItIs() {
        ModelRolloutStatus status = status(
                wanted(false, Optional.empty()),
                announced(),
                NOW,
                pod("a", V2, 2, 1_000),
                with(pod("b", V1, 1, 5), dev.plumbline.rollout.TargetState.WARM));
        assertThat(message(status, "Available")).isEqualTo("versions 1 and 2 answer");
        assertThat(status.activeModel().version()).isEqualTo("2");
        assertThat(message(status, "Progressing")).isEqualTo("1 of 2 Pods are on epoch 2");
    }

    @Test
    void beforeTheFirstModelThereWasNoSwitch() {
        ModelRolloutStatus status = status(wanted(false, Optional.empty()), Intent.none(), NOW);
        assertThat(status.lastSwap()).isNull();
    }

    private static Condition asked(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String message(ModelRolloutStatus status, String type) {
        return asked(status, type).getMessage();
    }

    @Test
    void theFiguresOfASwitchAreToldAtFirstAndWhenTheyAreComplete() {
        rollout.setStatus(told(NOW.plusSeconds(1), 500, 0));
        assertThat(told(NOW.plusSeconds(4), 900, 0).lastSwap().requests()).isEqualTo(500);
        assertThat(told(NOW.plusSeconds(4), 900, 1).lastSwap().http5xx())
                .as("what failed is told at once")
                .isEqualTo(1);
        assertThat(told(NOW.plusSeconds(8), 1200, 0).lastSwap().requests()).isEqualTo(1200);
    }

    private ModelRolloutStatus told(Instant now, long requests, long http5xx) {
        var model = new ServedModel(V2.name(), V2.version(), V2.digest());
        var counted = new SwapReport(2, 1_000, requests, http5xx, http5xx, 1.2, 3.4, 7.1, 0.4);
        var pod = new PodReport("a", true, true, 2, Optional.of(model), Optional.empty(), Optional.of(counted));
        return status(wanted(false, Optional.empty()), serving(V2, 2, Optional.empty()), now, pod);
    }

    @Test
    void theProofOfASwitchDoesNotChangeWhenAPodRestartsLater() {
        Intent intent = serving(V2, 2, Optional.empty());
        Wanted wanted = wanted(false, Optional.empty());
        ModelRolloutStatus first = status(wanted, intent, NOW, pod("a", V2, 2, 1_000), pod("b", V2, 2, 1_041));
        rollout.setStatus(first);
        ModelRolloutStatus later = status(
                wanted,
                intent,
                NOW.plusSeconds(11),
                pod("a", V2, 2, 1_000),
                pod("c", V2, 2, NOW.plusSeconds(9).toEpochMilli()));
        assertThat(later.lastSwap()).isEqualTo(first.lastSwap());
    }

    @Test
    void lookingAgainChangesNothing() {
        Intent intent = serving(V2, 2, Optional.empty());
        Wanted wanted = wanted(false, Optional.empty());
        PodReport[] pods = {pod("a", V2, 2, 1_000), pod("b", V2, 2, 1_041)};
        ModelRolloutStatus first = status(wanted, intent, NOW, pods);
        rollout.setStatus(first);
        assertThat(status(wanted, intent, NOW.plusSeconds(3600), pods)).isEqualTo(first);
    }

    @Test
    void aRefusalNamesThePodAndLeavesTheOldModel() {
        var why = new Rejection(V2, "r", "DigestMismatch", "got sha256:00", "pod-b", NOW, false);
        Intent intent = new Intent(
                1,
                Optional.of(V1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                Optional.of(NOW),
                Optional.of(NOW));
        ModelRolloutStatus status =
                status(wanted(false, Optional.empty()), intent, NOW, pod("a", V1, 1, 5), pod("b", V1, 1, 5));
        assertThat(status.phase()).isEqualTo(RolloutPhase.FAILED);
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/DigestMismatch");
        assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(condition(status, "Ready")).isEqualTo("False/DigestMismatch");
        assertThat(status.targetModel().state()).isEqualTo(TargetState.REFUSED);
        assertThat(status.lastFailure().location()).isEqualTo("pod-b");
        assertThat(status.lastFailure().at()).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void waitingForThePlatformIsSaid() {
        var hold = new Wanted.Hold("PlatformMissing", "MlPlatform ml/fraud does not exist");
        ModelRolloutStatus status = status(wanted(false, Optional.of(hold)), Intent.none(), NOW);
        assertThat(status.phase()).isEqualTo(RolloutPhase.PENDING);
        assertThat(condition(status, "Ready")).isEqualTo("False/PlatformMissing");
        assertThat(condition(status, "Progressing")).isEqualTo("False/PlatformMissing");
        assertThat(condition(status, "Available")).isEqualTo("False/NoModelYet");
    }

    @Test
    void aBrokenRoundKeepsWhatWasSeenAndSaysWhy() {
        rollout.setStatus(status(
                wanted(false, Optional.empty()),
                serving(V2, 2, Optional.empty()),
                NOW,
                pod("a", V2, 2, 1_000),
                pod("b", V2, 2, 1_041)));
        ModelRolloutStatus broken = RolloutStatuses.failing(rollout, "the API server is away", NOW);
        assertThat(condition(broken, "Ready")).isEqualTo("False/ReconcileFailed");
        assertThat(condition(broken, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(broken.lastSwap()).isEqualTo(rollout.getStatus().lastSwap());
    }

    private void served() {
        rollout.setStatus(status(
                wanted(false, Optional.empty()),
                serving(V2, 2, Optional.empty()),
                NOW,
                pod("a", V2, 2, 1_000),
                pod("b", V2, 2, 1_041)));
        rollout.getMetadata().setGeneration(5L);
    }

    private static long generation(ModelRolloutStatus status, String type) {
        return asked(status, type).getObservedGeneration();
    }

    @Test
    void aBrokenRoundClaimsNothingOfTheSpecThatItDidNotGetTo() {
        served();
        ModelRolloutStatus broken = RolloutStatuses.failing(rollout, "exceeded quota", NOW);
        assertThat(broken.observedGeneration()).isEqualTo(4);
        assertThat(broken.phase()).isEqualTo(RolloutPhase.SUCCEEDED);
        assertThat(generation(broken, "Progressing")).isEqualTo(4);
        assertThat(generation(broken, "Ready")).isEqualTo(5);
        rollout.setStatus(null);
        assertThat(RolloutStatuses.failing(rollout, "exceeded quota", NOW).observedGeneration())
                .isNull();
    }

    @Test
    void aSpecThatCannotBeReadIsLookedAtAndNothingComesOfIt() {
        served();
        ModelRolloutStatus unreadable = RolloutStatuses.unreadable(rollout, fraud.verdicts, NOW);
        assertThat(unreadable.observedGeneration()).isEqualTo(5);
        assertThat(unreadable.phase()).isEqualTo(RolloutPhase.PENDING);
        assertThat(condition(unreadable, "Progressing")).isEqualTo("False/ViolationsFound");
        assertThat(generation(unreadable, "Progressing")).isEqualTo(5);
        assertThat(condition(unreadable, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(generation(unreadable, "Available")).isEqualTo(4);
        assertThat(unreadable.activeModel()).isEqualTo(rollout.getStatus().activeModel());
    }

    @Test
    void pausingIsVisible() {
        ModelRolloutStatus status = status(
                wanted(true, Optional.empty()),
                serving(V1, 1, Optional.empty()),
                NOW,
                pod("a", V1, 1, 5),
                pod("b", V1, 1, 5));
        assertThat(status.phase()).isEqualTo(RolloutPhase.PAUSED);
        assertThat(condition(status, "Progressing")).isEqualTo("False/Paused");
    }

    @Test
    void everyStateGivesEachConditionOnce() {
        List<ModelRolloutStatus> all = new ArrayList<>();
        for (boolean paused : new boolean[] {true, false}) {
            for (Intent intent : List.of(
                    Intent.none(),
                    serving(V1, 1, Optional.empty()),
                    serving(V1, 1, Optional.of(V2)),
                    serving(V2, 1, Optional.empty()))) {
                all.add(status(wanted(paused, Optional.empty()), intent, NOW));
                all.add(status(wanted(paused, Optional.empty()), intent, NOW, pod("a", V1, 1, 5)));
                all.add(status(wanted(paused, Optional.empty()), intent, NOW, PodReport.unreachable("a", false)));
            }
        }
        assertThat(all).allSatisfy(status -> {
            assertThat(status.phase()).isNotNull();
            assertThat(status.conditions())
                    .extracting(Condition::getType)
                    .doesNotHaveDuplicates()
                    .hasSize(8);
            assertThat(status.conditions()).allSatisfy(c -> {
                assertThat(c.getReason()).matches("[A-Z][A-Za-z0-9]+");
                assertThat(c.getStatus()).isIn("True", "False", "Unknown");
            });
        });
    }
}
