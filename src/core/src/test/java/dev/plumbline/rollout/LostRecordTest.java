package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.V3;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was carried out stays carried out, also when the record of it is gone. */
class LostRecordTest {

    private static final Heard MONDAY = new Heard("monday", true, "version 2 is given up", NOW);

    private static Rejection givenUp(ModelVersion model, String reason, boolean served) {
        return new Rejection(model, "", reason, "version 2 is given up on request", "", NOW, served);
    }

    private static Remembered remembered(Verb verb, Heard what, Rejection... why) {
        return new Remembered(Map.of(verb, what), List.of(why));
    }

    /** Round after round until nothing is written. */
    private static Step settled(Scene scene, Intent from) {
        Step step = scene.recorded(from).next();
        for (int writes = 0; step.toPersist().isPresent() && writes < 8; writes++) {
            step = scene.recorded(step.toPersist().get()).next();
        }
        return step;
    }

    @Test
    void anAbortThatWasHeardDoesNotGiveUpWhatIsWantedAfterTheLoss() {
        Remembered known = remembered(Verb.ABORT, MONDAY);
        Scene scene = new Scene()
                .wants(wanted(V3).asking(Map.of(Verb.ABORT, "monday")))
                .remembering(known)
                .threePods(V1, 7);
        Intent recovered = scene.recorded(Intent.none().remembering(known))
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(recovered.epoch()).isEqualTo(7);
        assertThat(recovered.heard()).containsEntry(Verb.ABORT, MONDAY);
        assertThat(settled(scene, recovered).state()).isInstanceOf(RolloutState.Verifying.class);
    }

    @Test
    void whatWasGivenUpIsNotBegunAgainAfterTheLoss() {
        Remembered known = remembered(Verb.ABORT, MONDAY, givenUp(V2, Rejection.ABORTED, false));
        Scene scene = new Scene()
                .wants(wanted(V2).asking(Map.of(Verb.ABORT, "monday")))
                .remembering(known)
                .threePods(V1, 7);
        Step rest = settled(scene, Intent.none().remembering(known));
        assertThat(rest.state()).isInstanceOf(RolloutState.Failed.class);
        assertThat(rest.effects()).noneMatch(Effect.TellTarget.class::isInstance);
    }

    @Test
    void severalModelsThatWereGivenUpStaySo() {
        Rejection taken = givenUp(V3, Rejection.ROLLED_BACK, true);
        var known = new Remembered(Map.of(), List.of(givenUp(V2, Rejection.ABORTED, false), taken));
        Scene scene = new Scene().remembering(known).threePods(V1, 7);
        assertThat(settled(scene.wants(wanted(V2)), Intent.none().remembering(known))
                        .state())
                .isInstanceOf(RolloutState.Failed.class);
        assertThat(settled(scene.wants(wanted(V3)), Intent.none().remembering(known))
                        .state())
                .isEqualTo(new RolloutState.RolledBack(taken));
    }

    @Test
    void anOldRetryDoesNotReviveWhatWasRolledBackLater() {
        Heard retried = new Heard("tuesday", true, "version 2 is tried again", NOW);
        Remembered known = remembered(Verb.RETRY, retried, givenUp(V2, Rejection.ROLLED_BACK, true));
        Scene scene = new Scene()
                .wants(wanted(V2).asking(Map.of(Verb.RETRY, "tuesday")))
                .remembering(known)
                .threePods(V1, 7);
        assertThat(settled(scene, Intent.none().remembering(known)).state())
                .isInstanceOf(RolloutState.RolledBack.class);
        // A new one does.
        scene.wants(wanted(V2).asking(Map.of(Verb.RETRY, "friday")));
        assertThat(settled(scene, Intent.none().remembering(known)).state()).isInstanceOf(RolloutState.Verifying.class);
    }

    @Test
    void aRecordThatIsOlderThanThePodsIsFilledUpToo() {
        Intent old = serving(V1, 3).hearing(Verb.ABORT, new Heard("sunday", false, "", NOW.minusSeconds(99)));
        Remembered known = remembered(Verb.ABORT, MONDAY, givenUp(V2, Rejection.ABORTED, false));
        Intent recovered = new Scene()
                .wants(wanted(V2).asking(Map.of(Verb.ABORT, "monday")))
                .recorded(old)
                .remembering(known)
                .threePods(V1, 7)
                .next()
                .toPersist()
                .orElseThrow();
        assertThat(recovered.heard()).containsEntry(Verb.ABORT, MONDAY);
        assertThat(recovered.rejectionOf(wanted(V2))).isPresent();
    }

    @Test
    void whatTheRecordHoldsItselfStays() {
        Heard later = new Heard("sunday", true, "", NOW.plusSeconds(1));
        var own = new Rejection(V2, "r", Rejection.TOO_SLOW, "", "a", NOW, false);
        Intent record = serving(V1, 3).hearing(Verb.ABORT, later).rejecting(own);
        assertThat(record.remembering(remembered(Verb.ABORT, MONDAY, givenUp(V2, Rejection.ABORTED, false))))
                .isEqualTo(record);
        assertThat(record.remembering(Remembered.nothing())).isEqualTo(record);
    }

    @Test
    void aRecordThatAgreesWithItsPodsIsNotFilledUp() {
        Step step = new Scene()
                .recorded(serving(V1, 7))
                .remembering(remembered(Verb.ABORT, MONDAY, givenUp(V2, Rejection.ABORTED, false)))
                .threePods(V1, 7)
                .next();
        assertThat(step.toPersist().orElseThrow().heard()).isEmpty();
        assertThat(step.toPersist().orElseThrow().target()).contains(V2);
    }
}
