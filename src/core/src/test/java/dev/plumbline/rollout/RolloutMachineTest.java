package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.V3;
import static dev.plumbline.rollout.Scene.booting;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RolloutMachineTest {

    @Test
    void writesTheFirstTargetBeforeAnyPodExists() {
        Step step = new Scene().recorded(Intent.none()).wants(wanted(V1)).next();
        assertThat(step.state().phase()).isEqualTo("Pending");
        assertThat(step.toPersist().orElseThrow().target()).contains(V1);
        assertThat(step.toPersist().orElseThrow().epoch()).isZero();
    }

    @Test
    void waitsForPodsWithoutAskingAnything() {
        Step step = new Scene().recorded(Scene.first(V1)).wants(wanted(V1)).next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Pending("WaitingForPods", "no inference Pod answers yet")));
    }

    @Test
    void theFirstModelBecomesEpochOneWhenAllReplicasAreWarm() {
        Scene scene = new Scene().recorded(Scene.first(V1)).wants(wanted(V1));
        scene.pods(with(booting("a"), V1, TargetState.WARM), with(booting("b"), V1, TargetState.WARM));
        assertThat(scene.next().state()).isEqualTo(new RolloutState.Loading(2, 3));
        assertThat(scene.next().effects()).isEmpty();

        scene.pods(with(booting("c"), V1, TargetState.WARM));
        assertThat(scene.next().state()).isEqualTo(new RolloutState.ReadyToSwitch(3));
        Intent commit = scene.next().toPersist().orElseThrow();
        assertThat(commit.epoch()).isEqualTo(1);
        assertThat(commit.active()).contains(V1);
        assertThat(commit.target()).isEmpty();
        assertThat(commit.isSettled()).isFalse();
    }

    @Test
    void persistsANewTargetBeforeTellingAnyPod() {
        Step step = new Scene().threePods(V1, 1).next();
        assertThat(step.effects()).hasSize(1);
        assertThat(step.toPersist().orElseThrow()).isEqualTo(Scene.unverified(V1, 1, V2));
    }

    @Test
    void tellsOnlyThePodsThatDoNotPrepareYet() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(pod("a", V1, 1), with(pod("b", V1, 1), V2, TargetState.LOADING), pod("c", V1, 1))
                .next();
        assertThat(step.state()).isEqualTo(new RolloutState.Loading(0, 3));
        assertThat(step.effects())
                .containsExactly(new Effect.TellTarget("a", 2, V2), new Effect.TellTarget("c", 2, V2));
    }

    @Test
    void warmsUpWhenAllAreLoaded() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(
                        with(pod("a", V1, 1), V2, TargetState.LOADED),
                        with(pod("b", V1, 1), V2, TargetState.WARM),
                        with(pod("c", V1, 1), V2, TargetState.LOADED))
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.WarmingUp(1, 3)));
    }

    @Test
    void aReadyPodThatDoesNotAnswerStopsTheCommit() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(
                        with(pod("a", V1, 1), V2, TargetState.WARM),
                        with(pod("b", V1, 1), V2, TargetState.WARM),
                        PodReport.unreachable("c", true))
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Loading(2, 3)));
    }

    @Test
    void commitsToAllPodsAtOneInstantAfterTheWrite() {
        Intent committed = preparing(V1, 1, V2).committed(NOW);
        Step step = new Scene()
                .recorded(committed)
                .pods(
                        with(pod("a", V1, 1), V2, TargetState.WARM),
                        with(pod("b", V1, 1), V2, TargetState.WARM),
                        with(pod("c", V1, 1), V2, TargetState.WARM))
                .next();
        assertThat(step.state()).isEqualTo(new RolloutState.Switching(2, 0, 3));
        assertThat(step.effects())
                .containsExactly(new Effect.Commit(
                        List.of("a", "b", "c"),
                        2,
                        V2.digest(),
                        NOW.plusMillis(500).toEpochMilli()));
    }

    @Test
    void aSecondRoundBeforeTheInstantPostponesNothing() {
        Instant announced = NOW.plusMillis(500);
        assertThat(announcedOf(NOW.minusMillis(60))).isEqualTo(announced.minusMillis(60));
        assertThat(announcedOf(NOW.minusMillis(499))).isEqualTo(NOW.plusMillis(1));
        assertThat(announcedOf(NOW.minusMillis(500))).isEqualTo(announced);
        assertThat(announcedOf(NOW.plusSeconds(30)))
                .as("written by a clock that runs ahead")
                .isEqualTo(announced);
    }

    private static Instant announcedOf(Instant written) {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2).committed(written))
                .pods(with(pod("a", V1, 1), V2, TargetState.WARM))
                .next();
        return Instant.ofEpochMilli(((Effect.Commit) step.effects().getFirst()).atEpochMillis());
    }

    @Test
    void repeatsTheCommitOnlyForThePodThatMissedIt() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2).committed(NOW))
                .pods(pod("a", V2, 2), with(pod("b", V1, 1), V2, TargetState.WARM), pod("c", V2, 2))
                .next();
        assertThat(step.state()).isEqualTo(new RolloutState.Switching(2, 2, 3));
        assertThat(step.effects()).singleElement().isInstanceOfSatisfying(Effect.Commit.class, c -> assertThat(c.pods())
                .containsExactly("b"));
    }

    @Test
    void aPodThatLostTheTargetAfterTheCommitIsToldAgain() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2).committed(NOW))
                .pods(pod("a", V2, 2), pod("b", V1, 1), with(pod("c", V1, 1), V3, TargetState.LOADED))
                .next();
        assertThat(step.effects()).containsExactly(new Effect.TellTarget("b", 2, V2), new Effect.AbortTarget("c"));
    }

    @Test
    void aSwitchIsOverWhenEveryPodFollowed() {
        Intent committed = preparing(V1, 1, V2).committed(NOW);
        Step step = new Scene().recorded(committed).threePods(V2, 2).next();
        assertThat(step.toPersist()).contains(committed.settled(NOW));

        Step after =
                new Scene().recorded(committed.settled(NOW)).threePods(V2, 2).next();
        assertThat(after).isEqualTo(Step.of(new RolloutState.Succeeded()));
    }

    @Test
    void aSwitchIsNotOverWhileAReadyPodIsUnknown() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2).committed(NOW))
                .pods(pod("a", V2, 2), PodReport.unreachable("b", true))
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Switching(2, 1, 2)));
    }

    @Test
    void oneRefusalGivesUpBeforeTheCommitAndAbortsEverywhere() {
        Scene scene = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(
                        with(pod("a", V1, 1), V2, TargetState.WARM),
                        with(pod("b", V1, 1), V2, TargetState.REFUSED),
                        with(pod("c", V1, 1), V2, TargetState.WARM));
        Intent rejected = scene.next().toPersist().orElseThrow();
        assertThat(rejected.active()).contains(V1);
        assertThat(rejected.target()).isEmpty();
        Rejection why = rejected.rejection().orElseThrow();
        assertThat(why.reason()).isEqualTo("DigestMismatch");
        assertThat(why.location()).isEqualTo("b");

        Step after = scene.recorded(rejected).next();
        assertThat(after.state()).isEqualTo(new RolloutState.Failed(why));
        assertThat(after.effects())
                .containsExactly(new Effect.AbortTarget("a"), new Effect.AbortTarget("b"), new Effect.AbortTarget("c"));
    }

    @Test
    void aRejectedModelIsTriedAgainOnlyForAnotherRequest() {
        Intent rejected = serving(V1, 1).rejecting(new Rejection(V2, "request-2", "LoadFailed", "", "b", NOW, false));
        assertThat(new Scene().recorded(rejected).threePods(V1, 1).next().effects())
                .isEmpty();

        Wanted again = new Wanted(
                V2,
                "other",
                false,
                3,
                Duration.ofSeconds(900),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
        Intent retried = new Scene()
                .recorded(rejected)
                .wants(again)
                .threePods(V1, 1)
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(retried.target()).contains(V2);
        assertThat(retried.rejection()).isEmpty();
    }

    @Test
    void aStaleRefusalIsClearedBeforeTheNextAttempt() {
        Step step = new Scene()
                .pods(pod("a", V1, 1), with(pod("b", V1, 1), V2, TargetState.REFUSED), pod("c", V1, 1))
                .next();
        assertThat(step.effects()).containsExactly(new Effect.AbortTarget("b"));
    }

    @Test
    void aSupersedingSpecAbortsTheOldTargetFirst() {
        Scene scene = new Scene()
                .recorded(preparing(V1, 1, V2))
                .wants(wanted(V3))
                .pods(with(pod("a", V1, 1), V2, TargetState.WARM), pod("b", V1, 1));
        Intent next = scene.next().toPersist().orElseThrow();
        assertThat(next.target()).contains(V3);
        assertThat(scene.recorded(next).next().effects())
                .containsExactlyInAnyOrder(
                        new Effect.AbortTarget("a"),
                        new Effect.Verify(V3, next.attempt().orElseThrow()));
        Intent accepted = next.accepting(new Verified(V3.digest(), Optional.empty()));
        assertThat(scene.recorded(accepted).next().effects())
                .containsExactly(new Effect.AbortTarget("a"), new Effect.TellTarget("b", 2, V3));
    }

    @Test
    void goingBackToTheActiveModelDropsTheTarget() {
        Scene scene = new Scene()
                .recorded(preparing(V1, 1, V2))
                .wants(wanted(V1))
                .pods(with(pod("a", V1, 1), V2, TargetState.LOADING), pod("b", V1, 1), pod("c", V1, 1));
        Intent next = scene.next().toPersist().orElseThrow();
        assertThat(next.target()).isEmpty();
        assertThat(scene.recorded(next).next().effects()).containsExactly(new Effect.AbortTarget("a"));
    }

    @Test
    void theDeadlineGivesUpWhenThereIsAModelToProtect() {
        Scene scene = new Scene()
                .recorded(preparing(V1, 1, V2))
                .at(NOW.plusSeconds(901))
                .pods(with(pod("a", V1, 1), V2, TargetState.WARM), pod("b", V1, 1), pod("c", V1, 1));
        Rejection why = scene.next().toPersist().orElseThrow().rejection().orElseThrow();
        assertThat(why.reason()).isEqualTo(Rejection.DEADLINE);
        assertThat(why.message()).isEqualTo("only 1 of 3 Pods were warm after 900 s");

        Step first = new Scene()
                .recorded(Scene.first(V1))
                .wants(wanted(V1))
                .at(NOW.plusSeconds(901))
                .pods(booting("a"))
                .next();
        assertThat(first.effects()).containsExactly(new Effect.TellTarget("a", 1, V1));
    }

    @Test
    void aWarmUpOverTheBudgetIsARefusal() {
        Wanted strict = new Wanted(
                V2, "r", false, 1, Duration.ofSeconds(900), OptionalDouble.of(50), Optional.empty(), Optional.empty());
        Rejection why = new Scene()
                .wants(strict)
                .recorded(preparing(V1, 1, V2))
                .pods(with(pod("a", V1, 1), V2, TargetState.WARM, "", OptionalDouble.of(51.25)))
                .next()
                .toPersist()
                .orElseThrow()
                .rejection()
                .orElseThrow();
        assertThat(why.reason()).isEqualTo(Rejection.TOO_SLOW);
        assertThat(why.message()).contains("51.").contains("50.0 ms");
    }

    @Test
    void aNewPodIsSettledFirstAndPreparedAfterwards() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(with(booting("a"), V1, TargetState.LOADING), with(booting("b"), V1, TargetState.WARM))
                .next();
        assertThat(step.effects()).singleElement().isInstanceOfSatisfying(Effect.Commit.class, c -> assertThat(c.pods())
                .containsExactly("b"));
    }
}
