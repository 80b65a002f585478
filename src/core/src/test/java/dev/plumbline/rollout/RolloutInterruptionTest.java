package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.swapped;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Pausing, holding, watching and going back. */
class RolloutInterruptionTest {

    private static final Duration DEADLINE = Duration.ofSeconds(900);
    private static final Optional<Wanted.Watch> WATCH = Optional.of(new Wanted.Watch(Duration.ofSeconds(60), 0));

    private static Wanted wanted(boolean paused, Optional<Wanted.Watch> watch, Optional<Wanted.Hold> hold) {
        return new Wanted(V2, "r", paused, 3, DEADLINE, OptionalDouble.empty(), watch, hold);
    }

    @Test
    void pausingStopsTheClockAndDoesNothingElse() {
        Wanted paused = wanted(true, Optional.empty(), Optional.empty());
        Scene scene = new Scene().wants(paused).recorded(preparing(V1, 1, V2)).threePods(V1, 1);
        Intent stopped = scene.next().toPersist().orElseThrow();
        assertThat(stopped.attempt()).isEmpty();
        assertThat(stopped.target()).contains(V2);
        assertThat(scene.recorded(stopped).next())
                .isEqualTo(Step.of(new RolloutState.Paused(new RolloutState.Loading(0, 3))));
    }

    @Test
    void resumingStartsTheClockAnew() {
        Intent stopped = preparing(V1, 1, V2).stoppingTheClock();
        Intent resumed = new Scene()
                .recorded(stopped)
                .at(NOW.plusSeconds(9999))
                .threePods(V1, 1)
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(resumed.attempt()).contains(new Attempt(NOW.plusSeconds(9999)));
    }

    @Test
    void pausingNeverInterruptsACommittedSwitch() {
        Step step = new Scene()
                .wants(wanted(true, Optional.empty(), Optional.empty()))
                .recorded(preparing(V1, 1, V2).committed(NOW))
                .pods(pod("a", V2, 2), with(pod("b", V1, 1), V2, TargetState.WARM))
                .next();
        assertThat(step.state()).isEqualTo(new RolloutState.Switching(2, 1, 2));
        assertThat(step.effects()).hasSize(1);
    }

    @Test
    void aHoldKeepsTheActiveModelAndSaysWhy() {
        var hold = new Wanted.Hold("PlatformMissing", "MlPlatform ml/fraud does not exist");
        Scene scene = new Scene()
                .wants(wanted(false, Optional.empty(), Optional.of(hold)))
                .threePods(V1, 1);
        assertThat(scene.next()).isEqualTo(Step.of(new RolloutState.Pending(hold.reason(), hold.message())));
        assertThat(scene.recorded(serving(V2, 1)).next().state().phase()).isEqualTo("Succeeded");
    }

    @Test
    void watchesUntilTheWindowEnds() {
        Intent settled = preparing(V1, 1, V2).committed(NOW).settled(NOW);
        Scene scene = new Scene()
                .wants(wanted(false, WATCH, Optional.empty()))
                .recorded(settled)
                .threePods(V2, 2);
        assertThat(scene.next()).isEqualTo(Step.of(new RolloutState.Watching(NOW.plusSeconds(60))));
        assertThat(scene.at(NOW.plusSeconds(60)).next()).isEqualTo(Step.of(new RolloutState.Succeeded()));
    }

    @Test
    void errorsInTheWindowBringTheOldModelBack() {
        Scene scene = new Scene()
                .wants(wanted(false, WATCH, Optional.empty()))
                .recorded(preparing(V1, 1, V2).committed(NOW).settled(NOW))
                .pods(swapped(pod("a", V2, 2), 100, 0), swapped(pod("b", V2, 2), 100, 3), pod("c", V2, 2));
        Intent rejected = scene.next().toPersist().orElseThrow();
        Rejection why = rejected.rejection().orElseThrow();
        assertThat(why.message()).isEqualTo("3 answers of 5xx since the switch, 0 allowed");
        assertThat(why.served()).isTrue();

        Step back = scene.recorded(rejected).next();
        assertThat(back.state()).isEqualTo(new RolloutState.RollingBack(why));
        Intent preparing = back.toPersist().orElseThrow();
        assertThat(preparing.target()).contains(V1);

        Intent done = preparing.committed(NOW).settled(NOW);
        Step rolledBack = new Scene()
                .wants(wanted(false, WATCH, Optional.empty()))
                .recorded(done)
                .threePods(V1, 3)
                .next();
        assertThat(rolledBack).isEqualTo(Step.of(new RolloutState.RolledBack(why)));
    }

    @Test
    void aRollbackThatCannotBePreparedKeepsWhatServes() {
        var why = new Rejection(V2, "r", Rejection.WATCH_FAILED, "", "a", NOW, true);
        Intent rejected = preparing(V1, 1, V2).committed(NOW).settled(NOW).rejecting(why);
        Intent given = new Scene()
                .wants(wanted(false, WATCH, Optional.empty()))
                .recorded(rejected.preparing(V1, NOW))
                .pods(pod("a", V2, 2), with(pod("b", V2, 2), V1, TargetState.REFUSED), pod("c", V2, 2))
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(given.active()).contains(V2);
        assertThat(given.previous()).isEmpty();
        assertThat(new Scene()
                        .wants(wanted(false, WATCH, Optional.empty()))
                        .recorded(given)
                        .threePods(V2, 2)
                        .next()
                        .state())
                .isEqualTo(new RolloutState.Failed(why));
    }

    @Test
    void aLostRecordIsTakenOverFromThePods() {
        Intent recovered = new Scene()
                .recorded(Intent.none().preparing(V2, NOW))
                .threePods(V1, 7)
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(recovered.epoch()).isEqualTo(7);
        assertThat(recovered.active().orElseThrow().digest()).isEqualTo(V1.digest());
        assertThat(recovered.target()).contains(V2);
    }
}
