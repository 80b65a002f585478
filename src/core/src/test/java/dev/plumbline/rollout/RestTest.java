package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.booting;
import static dev.plumbline.rollout.Scene.first;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A model that has just been loaded is not switched to at once. */
class RestTest {

    private static final Wanted RESTING = wanted(V2).warmFor(Duration.ofSeconds(3));

    private static PodReport warm(PodReport pod, ModelVersion model, long milliseconds) {
        TargetReport told = with(pod, model, TargetState.WARM).target().orElseThrow();
        var since = new TargetReport(
                told.model(),
                told.state(),
                told.reason(),
                told.message(),
                told.warmupP99Milliseconds(),
                OptionalLong.of(milliseconds));
        return new PodReport(
                pod.pod(), pod.ready(), pod.reachable(), pod.epoch(), pod.active(), Optional.of(since), pod.lastSwap());
    }

    private static Step look(PodReport... pods) {
        return new Scene()
                .wants(RESTING)
                .recorded(preparing(V1, 1, V2))
                .pods(pods)
                .next();
    }

    @Test
    void thePodThatBecameWarmLastDecides() {
        Step step = look(
                warm(pod("a", V1, 1), V2, 3_500), warm(pod("b", V1, 1), V2, 1_200), warm(pod("c", V1, 1), V2, 9_000));
        assertThat(step.toPersist()).isEmpty();
        assertThat(step.state()).isEqualTo(new RolloutState.ReadyToSwitch(3, Duration.ofMillis(1_800)));
    }

    @Test
    void afterItTheSwitchIsWritten() {
        Step step = look(
                warm(pod("a", V1, 1), V2, 3_000), warm(pod("b", V1, 1), V2, 3_001), warm(pod("c", V1, 1), V2, 9_000));
        assertThat(step.toPersist()).map(Intent::epoch).contains(2L);
    }

    @Test
    void aPodThatDoesNotTellHoldsNobodyUp() {
        Step step = look(
                warm(pod("a", V1, 1), V2, 3_000),
                warm(pod("b", V1, 1), V2, 3_000),
                with(pod("c", V1, 1), V2, TargetState.WARM));
        assertThat(step.toPersist()).map(Intent::epoch).contains(2L);
    }

    @Test
    void aFirstModelSparesNobodyAnything() {
        Step step = new Scene()
                .wants(RESTING)
                .recorded(first(V2))
                .pods(warm(booting("a"), V2, 0), warm(booting("b"), V2, 0), warm(booting("c"), V2, 0))
                .next();
        assertThat(step.toPersist()).map(Intent::epoch).contains(1L);
    }

    @Test
    void aWayBackIsTakenAtOnce() {
        Intent served = preparing(V1, 1, V2).committed(NOW).settled(NOW);
        var why = new Rejection(V2, RESTING.request(), Rejection.WATCH_FAILED, "51 answers of 5xx", "", NOW, true);
        Intent back = served.rejecting(why).preparing(V1, NOW).accepting(new Verified(V1.digest(), Optional.empty()));
        Step step = new Scene()
                .wants(RESTING)
                .recorded(back)
                .pods(warm(pod("a", V2, 2), V1, 0), warm(pod("b", V2, 2), V1, 0), warm(pod("c", V2, 2), V1, 0))
                .next();
        assertThat(step.toPersist()).map(Intent::epoch).contains(3L);
        assertThat(step.toPersist().flatMap(Intent::active)).contains(V1);
    }
}
