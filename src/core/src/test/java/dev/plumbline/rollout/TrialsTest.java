package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Canary and shadow: what a new model has to show before it is switched to. */
class TrialsTest {

    private static TrialStory canary() {
        return new TrialStory(Strategy.Kind.CANARY, Analysis.NoData.HOLD, 1);
    }

    @Test
    void weightsRiseAfterEachHoldAndThenAllIsSwitched() {
        TrialStory story = canary().answering(100, 0, 10);
        assertThat(story.run(30).weight()).isEqualTo(10);
        assertThat(story.trial.orElseThrow().percent()).isEqualTo(10);
        assertThat(story.run(40).weight()).isEqualTo(50);
        story.run(60);
        assertThat(story.record.serves(V2)).isTrue();
        assertThat(story.record.epoch()).isEqualTo(2);
        assertThat(story.record.trial()).isEmpty();
    }

    @Test
    void aModelThatAnswersErrorsGoesNoFurtherAndIsDropped() {
        TrialStory story = canary().answering(100, 1, 10).run(32);
        assertThat(story.weight()).isEqualTo(10);
        assertThat(story.record.trial().orElseThrow().tally().failures()).isEqualTo(1);
        story.run(31);
        assertThat(story.record.serves(V1)).isTrue();
        assertThat(story.record.target()).isEmpty();
        assertThat(story.record.rejection().orElseThrow())
                .matches(r -> r.reason().equals("AnalysisFailed"))
                .matches(r -> r.message().equals("http5xxCount is 3, allowed at most 0"));
        assertThat(story.state).isInstanceOf(RolloutState.Failed.class);
    }

    @Test
    void oneBadMeasurementIsForgivenWhenTheNextIsGood() {
        TrialStory story = canary().answering(100, 0, 80).run(32);
        assertThat(story.record.trial().orElseThrow().tally().outcome()).isEqualTo(Tally.Outcome.FAILED);
        story.answering(200, 0, 20).run(31);
        assertThat(story.weight()).isEqualTo(50);
    }

    @Test
    void aSlowModelIsNotPromotedAtTheEndOfItsHold() {
        TrialStory story = new TrialStory(Strategy.Kind.CANARY, Analysis.NoData.HOLD, 10).answering(100, 0, 80);
        assertThat(story.run(200).weight()).isEqualTo(10);
    }

    @Test
    void withoutARequestItHoldsAndIsGivenUpAtTheDeadline() {
        TrialStory story = canary().answering(0, 0, 0).run(200);
        assertThat(story.state).isEqualTo(new RolloutState.Progressing(Strategy.Kind.CANARY, 10, 0, 2, true));
        story.run(800);
        assertThat(story.record.serves(V1)).isTrue();
        assertThat(story.record.rejection().orElseThrow().reason()).isEqualTo("ProgressDeadlineExceeded");
    }

    @Test
    void thePolicyForNoDataDecides() {
        assertThat(new TrialStory(Strategy.Kind.CANARY, Analysis.NoData.PASS, 1)
                        .answering(0, 0, 0)
                        .run(130)
                        .record
                        .serves(V2))
                .isTrue();
        TrialStory failing = new TrialStory(Strategy.Kind.CANARY, Analysis.NoData.FAIL, 1)
                .answering(0, 0, 0)
                .run(65);
        assertThat(failing.record.rejection().orElseThrow().message())
                .isEqualTo("there was not a single request to measure");
    }

    @Test
    void aPromotionSkipsTheRest() {
        TrialStory story = canary().answering(0, 0, 0).run(5).asks(Verb.PROMOTE).run(2);
        assertThat(story.record.serves(V2)).isTrue();
        assertThat(story.record.heard().get(Verb.PROMOTE).done()).isTrue();
    }

    @Test
    void anAbortDropsTheCanary() {
        TrialStory story =
                canary().answering(100, 0, 10).run(5).asks(Verb.ABORT).run(1);
        assertThat(story.record.target()).isEmpty();
        assertThat(story.record.trial()).isEmpty();
        assertThat(story.record.serves(V1)).isTrue();
    }

    @Test
    void aShadowComparesUntilItIsPromoted() {
        TrialStory story = new TrialStory(Strategy.Kind.SHADOW, Analysis.NoData.HOLD, 1).answering(100, 0, 10);
        story.run(3000);
        assertThat(story.state).isEqualTo(new RolloutState.Progressing(Strategy.Kind.SHADOW, 100, 0, 1, false));
        assertThat(story.record.serves(V1)).isTrue();
        story.asks(Verb.PROMOTE).run(2);
        assertThat(story.record.serves(V2)).isTrue();
    }

    @Test
    void aShadowThatFailsIsDropped() {
        TrialStory story = new TrialStory(Strategy.Kind.SHADOW, Analysis.NoData.HOLD, 1).answering(100, 5, 10);
        story.run(65);
        assertThat(story.record.rejection().orElseThrow().reason()).isEqualTo("AnalysisFailed");
    }

    @Test
    void changingTheStrategyToHotSwapEndsTheTrial() {
        TrialStory story = canary().answering(100, 0, 10).run(5);
        story.wanted = wanted(V2);
        assertThat(story.run(2).record.serves(V2)).isTrue();
    }

    @Test
    void theFirstModelNeedsNoTrial() {
        Scene scene = new Scene()
                .wants(wanted(V1).by(canary().wanted.strategy()))
                .recorded(Scene.first(V1))
                .pods(
                        with(Scene.booting("a"), V1, TargetState.WARM),
                        with(Scene.booting("b"), V1, TargetState.WARM),
                        with(Scene.booting("c"), V1, TargetState.WARM));
        assertThat(scene.next().toPersist().orElseThrow().serves(V1)).isTrue();
    }

    @Test
    void aPauseKeepsTheWeightAndBeginsTheStepAnew() {
        TrialStory story = canary().answering(100, 0, 10).run(40);
        Wanted going = story.wanted;
        story.wanted = new Wanted(
                        V2,
                        going.request(),
                        true,
                        3,
                        going.progressDeadline(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty())
                .by(going.strategy());
        story.run(500);
        assertThat(story.state).isInstanceOf(RolloutState.Paused.class);
        assertThat(story.record.trial().orElseThrow().step()).isZero();
        story.wanted = going;
        assertThat(story.run(50).weight()).isEqualTo(10);
        assertThat(story.run(20).weight()).isEqualTo(50);
    }

    @Test
    void aPodThatComesInBetweenIsToldTheWeight() {
        Intent underWay = preparing(V1, 1, V2).trying(Trial.begun(NOW));
        var told = new TrialReport(Strategy.Kind.CANARY, 10, 0, V2.digest(), 1, 0, 1, 1, TrialReport.Shadow.none());
        PodReport following = with(pod("a", V1, 1), V2, TargetState.WARM);
        following = new PodReport(
                "a",
                true,
                true,
                1,
                following.active(),
                following.target(),
                Optional.empty(),
                Optional.of(told),
                Optional.empty());
        Step step = new Scene()
                .wants(wanted(V2).by(canary().wanted.strategy()))
                .recorded(underWay)
                .pods(following, with(pod("b", V1, 1), V2, TargetState.WARM), pod("c", V1, 1))
                .next();
        assertThat(step.effects())
                .containsExactlyInAnyOrder(
                        new Effect.Expose("b", 2, V2.digest(), Strategy.Kind.CANARY, 10, 0),
                        new Effect.TellTarget("c", 2, V2));
    }

    @Test
    void afterTheSwitchSlownessIsMeasuredToo() {
        Intent settled = preparing(V1, 1, V2).committed(NOW).settled(NOW);
        var analysis = new Analysis(Duration.ofSeconds(10), List.of(TrialStory.FAST), 1, Analysis.NoData.HOLD);
        Wanted watched = new Wanted(
                        V2,
                        "request-2",
                        false,
                        3,
                        Duration.ofSeconds(900),
                        OptionalDouble.empty(),
                        Optional.of(new Wanted.Watch(Duration.ofSeconds(600), Long.MAX_VALUE)),
                        Optional.empty())
                .by(new Strategy(Strategy.Kind.HOT_SWAP, List.of(), analysis));
        PodReport slow = new PodReport(
                "a",
                true,
                true,
                2,
                pod("a", V2, 2).active(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Recent(100, 0, 80, 200)));
        Scene scene = new Scene().wants(watched).pods(slow, pod("b", V2, 2), pod("c", V2, 2));
        Intent once = scene.recorded(settled)
                .at(NOW.plusSeconds(10))
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(once.watch().orElseThrow().failures()).isEqualTo(1);
        assertThat(scene.recorded(once).at(NOW.plusSeconds(15)).next().toPersist())
                .isEmpty();
        Intent twice =
                scene.recorded(once).at(NOW.plusSeconds(20)).next().toPersist().orElseThrow();
        Rejection why = scene.recorded(twice)
                .next()
                .toPersist()
                .flatMap(Intent::rejection)
                .orElseThrow();
        assertThat(why.reason()).isEqualTo("WatchWindowFailed");
        assertThat(why.message()).isEqualTo("p99Milliseconds is 80, allowed at most 50");
        assertThat(why.served()).isTrue();
    }
}
