package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.V3;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.preparing;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.wanted;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users ask for once. */
class VerbsTest {

    private static final Optional<Wanted.Watch> WATCH = Optional.of(new Wanted.Watch(Duration.ofSeconds(60), 0));

    private static Wanted asking(ModelVersion model, Verb verb, String nonce) {
        return wanted(model).asking(Map.of(verb, nonce));
    }

    private static Wanted watched(Map<Verb, String> verbs) {
        return new Wanted(
                        V2,
                        "request-2",
                        false,
                        3,
                        Duration.ofSeconds(900),
                        OptionalDouble.empty(),
                        WATCH,
                        Optional.empty())
                .asking(verbs);
    }

    private static Intent after(Wanted wanted, Intent intent) {
        return new Scene()
                .wants(wanted)
                .recorded(intent)
                .threePods(intent.active().orElse(V1), intent.epoch())
                .next()
                .toPersist()
                .orElseThrow();
    }

    @Test
    void anAbortDropsTheTargetAndIsRememberedWithItsNonce() {
        Wanted wanted = asking(V2, Verb.ABORT, "one");
        Intent aborted = after(wanted, preparing(V1, 1, V2));
        assertThat(aborted.target()).isEmpty();
        assertThat(aborted.active()).contains(V1);
        assertThat(aborted.rejection().orElseThrow().reason()).isEqualTo("Aborted");
        assertThat(aborted.heard().get(Verb.ABORT)).isEqualTo(new Heard("one", true, "version 2 is given up", NOW));

        Step rest = new Scene()
                .wants(wanted)
                .recorded(aborted)
                .pods(with(pod("a", V1, 1), V2, TargetState.LOADING), pod("b", V1, 1), pod("c", V1, 1))
                .next();
        assertThat(rest.state()).isInstanceOf(RolloutState.Failed.class);
        assertThat(rest.effects()).containsExactly(new Effect.AbortTarget("a"));
    }

    @Test
    void theSameNonceActsOnceAndAnotherOneAgain() {
        Intent aborted = after(asking(V2, Verb.ABORT, "one"), preparing(V1, 1, V2));
        Intent retried = after(wanted(V2).asking(Map.of(Verb.ABORT, "one", Verb.RETRY, "r")), aborted);
        assertThat(retried.rejection()).isEmpty();
        Wanted both = wanted(V2).asking(Map.of(Verb.ABORT, "one", Verb.RETRY, "r"));
        assertThat(after(both, retried).target()).contains(V2);
        Wanted again = wanted(V2).asking(Map.of(Verb.ABORT, "two", Verb.RETRY, "r"));
        assertThat(after(again, preparing(V1, 1, V2).hearing(Verb.RETRY, new Heard("r", true, "", NOW)))
                        .rejection())
                .isPresent();
    }

    @Test
    void whatWasAbortedIsNotBegunAgainByAnotherChangeOfTheSpecNorAfterOtherModels() {
        Intent aborted = after(asking(V2, Verb.ABORT, "one"), preparing(V1, 1, V2));
        Wanted other = new Wanted(
                V2,
                "more memory",
                false,
                3,
                Duration.ofSeconds(900),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(new Scene()
                        .wants(other)
                        .recorded(aborted)
                        .threePods(V1, 1)
                        .next()
                        .state())
                .isInstanceOf(RolloutState.Failed.class);

        Intent third = after(wanted(V3), aborted).committed(NOW).settled(NOW);
        assertThat(third.active()).contains(V3);
        assertThat(new Scene()
                        .wants(wanted(V2))
                        .recorded(third)
                        .threePods(V3, 2)
                        .next())
                .matches(s -> s.effects().isEmpty())
                .matches(s -> s.state() instanceof RolloutState.Failed);
        Intent retried = after(asking(V2, Verb.RETRY, "r"), third);
        assertThat(after(wanted(V2), retried).target()).contains(V2);
    }

    @Test
    void whileItIsWatchedAnAbortTakesTheModelBack() {
        Intent settled = preparing(V1, 1, V2).committed(NOW).settled(NOW);
        Intent aborted = after(watched(Map.of(Verb.ABORT, "x")), settled);
        assertThat(aborted.rejection().orElseThrow().served()).isTrue();
        assertThat(after(watched(Map.of(Verb.ABORT, "x")), aborted).target()).contains(V1);
    }

    @Test
    void aRollbackBringsThePreviousModelAtAnyTimeAndStaysThere() {
        Intent settled = preparing(V1, 1, V2).committed(NOW).settled(NOW);
        Wanted wanted = asking(V2, Verb.ROLLBACK, "x");
        Intent asked = after(wanted, settled);
        Intent back = after(wanted, asked).committed(NOW).settled(NOW);
        assertThat(back.active()).contains(V1);
        Step rest = new Scene().wants(wanted).recorded(back).threePods(V1, 3).next();
        assertThat(rest.effects()).isEmpty();
        assertThat(rest.state()).isInstanceOf(RolloutState.RolledBack.class);
    }

    @Test
    void aVerbWorksWhileTheRolloutIsPaused() {
        Wanted paused = new Wanted(
                        V2,
                        "request-2",
                        true,
                        3,
                        Duration.ofSeconds(900),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty())
                .asking(Map.of(Verb.ABORT, "x"));
        assertThat(after(paused, preparing(V1, 1, V2)).rejection()).isPresent();
    }

    @Test
    void aCommittedSwitchIsFinishedBeforeAVerbIsHeard() {
        Intent committed = preparing(V1, 1, V2).committed(NOW);
        Step step = new Scene()
                .wants(watched(Map.of(Verb.ABORT, "x")))
                .recorded(committed)
                .pods(pod("a", V2, 2), with(pod("b", V1, 1), V2, TargetState.WARM))
                .next();
        assertThat(step.state()).isInstanceOf(RolloutState.Switching.class);
        assertThat(step.toPersist()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void aVerbWithNothingToDoChangesNothingAndSaysSo(Verb verb) {
        Intent idle = serving(V2, 4);
        Intent heard = after(asking(V2, verb, "n"), idle);
        assertThat(heard.heard().get(verb).done()).isFalse();
        assertThat(heard.heard().get(verb).outcome()).contains("version 2");
        assertThat(heard.rejection()).isEmpty();
        assertThat(heard.active()).isEqualTo(idle.active());
        assertThat(heard.target()).isEmpty();
    }

    @Test
    void theLastSpecWinsInTheMiddleOfAnything() {
        // Back to the active model while the next one is prepared.
        Intent dropped = after(wanted(V1), preparing(V1, 1, V2));
        assertThat(dropped.target()).isEmpty();
        // On to a third while the second is prepared.
        assertThat(after(wanted(V3), preparing(V1, 1, V2)).target()).contains(V3);
        // Back to the first while the second is being taken back.
        var why = new Rejection(V2, "request-2", Rejection.WATCH_FAILED, "", "a", NOW, true);
        Intent goingBack =
                preparing(V1, 1, V2).committed(NOW).settled(NOW).rejecting(why).preparing(V1, NOW);
        Step same = new Scene()
                .wants(wanted(V1))
                .recorded(goingBack)
                .pods(pod("a", V2, 2), pod("b", V2, 2), pod("c", V2, 2))
                .next();
        assertThat(same.effects())
                .hasSize(3)
                .allMatch(e -> e instanceof Effect.TellTarget t && t.model().equals(V1));
        // On to a third while the second is being taken back.
        assertThat(after(wanted(V3), goingBack).target()).contains(V3);
    }
}
