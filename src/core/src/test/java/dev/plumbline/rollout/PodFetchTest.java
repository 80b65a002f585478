package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.V3;
import static dev.plumbline.rollout.Scene.booting;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A Pod that cannot fetch what the Job has accepted says nothing of the model by that. */
class PodFetchTest {

    private static final Instant LATE = NOW.plusSeconds(901);
    private static final String TROUBLE = "; Pod b could not fetch version 2: as the Pod says";

    private static PodReport failing(PodReport pod, ModelVersion model) {
        return with(pod, model, TargetState.REFUSED, "FetchFailed", OptionalDouble.empty());
    }

    private static PodReport trying(PodReport pod, ModelVersion model) {
        return with(pod, model, TargetState.LOADING, "FetchFailed", OptionalDouble.empty());
    }

    private static PodReport warm(String name) {
        return with(pod(name, V1, 1), V2, TargetState.WARM);
    }

    private static Scene scene(PodReport b) {
        return new Scene().recorded(preparing(V1, 1, V2)).pods(warm("a"), b, warm("c"));
    }

    private static Rejection rejection(Step step) {
        return step.toPersist().flatMap(Intent::rejection).orElseThrow();
    }

    @Test
    void itIsWaitedForAndNotToldAgain() {
        Step waiting = Step.of(new RolloutState.Loading(2, 3));
        assertThat(scene(failing(pod("b", V1, 1), V2)).next()).isEqualTo(waiting);
        assertThat(scene(trying(pod("b", V1, 1), V2)).next()).isEqualTo(waiting);
    }

    @Test
    void theDeadlineGivesUpAndSaysTheLastTrouble() {
        for (PodReport b : List.of(failing(pod("b", V1, 1), V2), trying(pod("b", V1, 1), V2))) {
            Rejection why = rejection(scene(b).at(LATE).next());
            assertThat(why.reason()).isEqualTo(Rejection.DEADLINE);
            assertThat(why.message()).isEqualTo("only 2 of 3 Pods were warm after 900 s" + TROUBLE);
        }
    }

    @Test
    void anotherDigestStaysFinal() {
        Scene scene = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(
                        failing(pod("a", V1, 1), V2),
                        with(pod("b", V1, 1), V2, TargetState.REFUSED, "DigestMismatch", OptionalDouble.empty()));
        Rejection why = rejection(scene.next());
        assertThat(why.reason()).isEqualTo("DigestMismatch");
        assertThat(why.location()).isEqualTo("b");
    }

    @Test
    void theFirstModelIsWaitedForWithoutAnEnd() {
        Step step = new Scene()
                .recorded(Scene.first(V1))
                .wants(wanted(V1))
                .at(LATE)
                .pods(failing(booting("a"), V1), booting("b"))
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Loading(0, 3), new Effect.TellTarget("b", 1, V1)));
    }

    @Test
    void aTrialGoesOnInTheOtherPodsUntilItsDeadline() {
        var steps = List.of(new Strategy.Stage(10, Duration.ofSeconds(300)));
        var canary = new Strategy(Strategy.Kind.CANARY, steps, Analysis.none());
        Scene scene = scene(failing(pod("b", V1, 1), V2))
                .wants(wanted(V2).by(canary))
                .recorded(preparing(V1, 1, V2).trying(Trial.begun(NOW)));
        assertThat(scene.next().effects()).hasSize(2).allSatisfy(e -> assertThat(e)
                .isInstanceOf(Effect.Expose.class));
        Intent late = preparing(V1, 1, V2).trying(Trial.begun(LATE));
        Rejection why = rejection(scene.recorded(late).at(LATE).next());
        assertThat(why.reason()).isEqualTo(Rejection.DEADLINE);
        assertThat(why.message()).endsWith(TROUBLE);
    }

    @Test
    void theWayBackIsNotGivenUpForIt() {
        var why = new Rejection(V2, "request-2", Rejection.WATCH_FAILED, "", "a", NOW, true);
        Intent back =
                preparing(V1, 1, V2).committed(NOW).settled(NOW).rejecting(why).preparing(V1, NOW);
        Scene scene = new Scene().recorded(back).pods(pod("a", V2, 2), failing(pod("b", V2, 2), V1), pod("c", V2, 2));
        assertThat(scene.next().state()).isEqualTo(new RolloutState.RollingBack(why));
        assertThat(scene.next().toPersist()).isEmpty();
        assertThat(scene.at(LATE).next().state()).isEqualTo(new RolloutState.Failed(why));
    }

    @Test
    void aSecondDeploymentIsKeptUntilTheDeadline() {
        var template = new Template("t", "{}");
        Intent beside = Scene.serving(V1, 1)
                .made(template)
                .preparing(V2, NOW)
                .aside(template)
                .accepting(new Verified(V2.digest(), Optional.empty()))
                .reaching(Standby.Stage.PREPARING);
        Wanted wanted = wanted(V2)
                .by(new Strategy(Strategy.Kind.BLUE_GREEN, List.of(), Analysis.none()))
                .from(template);
        List<PodReport> blue = List.of(pod("a", V1, 1), pod("e", V1, 1), pod("f", V1, 1));
        List<PodReport> green = List.of(failing(booting("b"), V2), booting("c"));
        for (Standby.Stage stage : List.of(Standby.Stage.PREPARING, Standby.Stage.SERVING)) {
            Intent record = beside.reaching(stage);
            Facts now = new Facts(wanted, record, blue, green, Colour.BLUE, new Verification.NotAsked(), NOW);
            assertThat(RolloutMachine.next(now).toPersist()).as("%s", stage).isEmpty();
            Facts late = new Facts(wanted, record, blue, green, Colour.BLUE, new Verification.NotAsked(), LATE);
            assertThat(rejection(RolloutMachine.next(late)).message()).endsWith(TROUBLE);
        }
    }

    @Test
    void anAbortAndAnotherSpecAreHeardMeanwhile() {
        PodReport b = failing(pod("b", V1, 1), V2);
        Step aborted =
                scene(b).wants(wanted(V2).asking(Map.of(Verb.ABORT, "1"))).next();
        assertThat(rejection(aborted).reason()).isEqualTo(Rejection.ABORTED);

        Intent third = preparing(V1, 1, V3);
        Step next = scene(b).wants(wanted(V3)).recorded(third).next();
        assertThat(next.effects())
                .containsExactly(new Effect.AbortTarget("a"), new Effect.AbortTarget("b"), new Effect.AbortTarget("c"));
    }

    @Test
    void aPodThatCannotFetchTheActiveModelIsLeftToItselfAndHoldsNothingUp() {
        Step rest = new Scene()
                .recorded(Scene.serving(V2, 2))
                .pods(pod("a", V2, 2), failing(booting("b"), V2), trying(booting("c"), V2))
                .next();
        assertThat(rest).isEqualTo(Step.of(new RolloutState.Succeeded()));

        Intent committed = preparing(V1, 1, V2).committed(NOW);
        for (PodReport b : List.of(failing(pod("b", V1, 1), V2), trying(pod("b", V1, 1), V2))) {
            Step step = new Scene().recorded(committed).pods(pod("a", V2, 2), b).next();
            assertThat(step.toPersist()).contains(committed.settled(NOW));
        }
    }
}
