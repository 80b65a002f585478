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

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The active model is not in its store any more, or cannot be loaded any more, and a Pod starts anew. */
class LostModelTest {

    private static PodReport lacking(String name, ModelVersion model, String reason) {
        return with(booting(name), model, TargetState.REFUSED, reason, OptionalDouble.empty());
    }

    private static PodReport warm(String name) {
        return with(pod(name, V1, 1), V2, TargetState.WARM);
    }

    @ParameterizedTest
    @CsvSource({"FetchFailed", "DigestMismatch", "LoadFailed"})
    void theFixIsSwitchedToWithoutThePodThatCannotGetTheActiveModel(String reason) {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(warm("a"), warm("b"), lacking("c", V1, reason))
                .next();
        assertThat(step.toPersist().flatMap(Intent::active)).contains(V2);
    }

    @Test
    void itIsLeftAloneMeanwhile() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(pod("a", V1, 1), warm("b"), lacking("c", V1, "LoadFailed"))
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Loading(1, 2), new Effect.TellTarget("a", 2, V2)));
    }

    @Test
    void aPodThatServesIsWaitedForWhateverItCannotGet() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(warm("a"), warm("b"), with(pod("c", V3, 0), V1, TargetState.LOADING))
                .next();
        assertThat(step.toPersist()).isEmpty();
    }

    @Test
    void beginningTheFixDoesNotWaitForItToLetGo() {
        Step step = new Scene()
                .recorded(serving(V1, 1))
                .pods(pod("a", V1, 1), pod("b", V1, 1), lacking("c", V1, "LoadFailed"))
                .next();
        assertThat(step.toPersist().flatMap(Intent::target)).contains(V2);
    }

    @Test
    void whereNoPodServesTheFixIsLiveAtOnce() {
        Step step = new Scene()
                .recorded(preparing(V1, 1, V2))
                .pods(lacking("a", V1, "FetchFailed"), lacking("b", V1, "DigestMismatch"))
                .next();
        assertThat(step.toPersist().flatMap(Intent::active)).contains(V2);
    }

    @Test
    void aFixThatNoPodCanGetEitherDoesNotStandAgainstTheNext() {
        Intent second = preparing(V1, 1, V2).committed(NOW);
        List<PodReport> pods = List.of(lacking("a", V2, "LoadFailed"), lacking("b", V2, "LoadFailed"));
        Step over = new Scene()
                .wants(wanted(V3))
                .recorded(second)
                .pods(pods.toArray(PodReport[]::new))
                .next();
        Intent settled = over.toPersist().orElseThrow();
        assertThat(settled.isSettled()).isTrue();
        Step next = new Scene()
                .wants(wanted(V3))
                .recorded(settled)
                .pods(pods.toArray(PodReport[]::new))
                .next();
        assertThat(next.toPersist().flatMap(Intent::target)).isEqualTo(Optional.of(V3));
    }

    @Test
    void theSameModelInOtherPodsIsNoFix() {
        Step step = new Scene()
                .wants(wanted(V1))
                .recorded(serving(V1, 1))
                .pods(lacking("a", V1, "FetchFailed"))
                .next();
        assertThat(step.toPersist()).isEmpty();
    }
}
