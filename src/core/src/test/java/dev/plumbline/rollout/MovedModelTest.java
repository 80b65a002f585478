package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The same bytes under the same name, but in another store. */
class MovedModelTest {

    private static final ModelVersion MOVED = elsewhere(V1);

    private static ModelVersion elsewhere(ModelVersion model) {
        return new ModelVersion(model.name(), model.version(), model.digest(), "s3://models/" + model.version());
    }

    private static Wanted held(ModelVersion model) {
        return new Wanted(
                model,
                "request",
                false,
                3,
                Duration.ofSeconds(900),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(Wanted.Hold.sourceMissing("nothing is there")));
    }

    @Test
    void thePodsThatServeItAreLeftAloneAndTheNextFindsItThere() {
        Step step = new Scene()
                .wants(wanted(MOVED))
                .recorded(serving(V1, 4))
                .threePods(V1, 4)
                .next();
        assertThat(step.effects()).singleElement().isInstanceOf(Effect.WriteEpochConfigMap.class);
        Intent next = step.toPersist().orElseThrow();
        assertThat(next.active()).contains(MOVED);
        assertThat(next).isEqualTo(serving(MOVED, 4));
        assertThat(next.plansLike(serving(V1, 4)))
                .as("rights and mounts follow")
                .isFalse();

        Step then =
                new Scene().wants(wanted(MOVED)).recorded(next).threePods(V1, 4).next();
        assertThat(then).isEqualTo(Step.of(new RolloutState.Succeeded()));
    }

    @Test
    void aSwitchThatWasWrittenIsFinishedFirst() {
        Intent switching = preparing(V1, 1, V2).committed(NOW);
        Step step = new Scene()
                .wants(wanted(elsewhere(V2)))
                .recorded(switching)
                .threePods(V1, 1)
                .next();
        assertThat(step.toPersist()).isEmpty();
        assertThat(step.state()).isInstanceOf(RolloutState.Switching.class);
    }

    @Test
    void whileNothingIsThereTheRecordKeepsTheOldPlace() {
        Step step = new Scene()
                .wants(held(MOVED))
                .recorded(serving(V1, 4))
                .threePods(V1, 4)
                .next();
        assertThat(step).isEqualTo(Step.of(new RolloutState.Pending("SourceMissing", "nothing is there")));
    }

    @Test
    void aTargetThatMovesIsBegunAnewAndLookedAtAnew() {
        Scene scene = new Scene().wants(wanted(elsewhere(V2)));
        PodReport loading = with(pod("a", V1, 1), V2, TargetState.LOADING);
        Step dropped = scene.recorded(preparing(V1, 1, V2)).pods(loading).next();
        Intent cleared = dropped.toPersist().orElseThrow();
        assertThat(cleared.target()).isEmpty();
        assertThat(scene.recorded(cleared).next().effects()).isEqualTo(List.of(new Effect.AbortTarget("a")));

        Step begun = new Scene()
                .wants(wanted(elsewhere(V2)))
                .recorded(cleared)
                .threePods(V1, 1)
                .next();
        Intent again = begun.toPersist().orElseThrow();
        assertThat(again.target()).contains(elsewhere(V2));
        assertThat(again.trusts(elsewhere(V2))).isFalse();
    }
}
