package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.unverified;
import static dev.plumbline.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Before any Pod is told: the Job's verdict, and room for two models. */
class VerifyingTest {

    private static final long GIBI = 1L << 30;

    private static ArtifactFacts facts(long heap) {
        return new ArtifactFacts("gbm", "1.40", "3.46.0.11", 1000, 50, 6, heap);
    }

    private static Scene unverifiedScene() {
        return new Scene().recorded(unverified(V1, 1, V2)).threePods(V1, 1);
    }

    @Test
    void asksForOneJobAndTellsNoPod() {
        Step asked = unverifiedScene().next();
        assertThat(asked.state()).isEqualTo(new RolloutState.Verifying(""));
        assertThat(asked.effects()).containsExactly(new Effect.Verify(V2, new Attempt(NOW)));
        Step waiting = unverifiedScene().verified(new Verification.Running("")).next();
        assertThat(waiting).isEqualTo(Step.of(new RolloutState.Verifying("")));
    }

    @Test
    void whatItAcceptsIsWrittenDownBeforeAPodIsTold() {
        Scene scene = unverifiedScene().verified(new Verification.Accepted(Optional.of(facts(GIBI))));
        Intent accepted = scene.next().toPersist().orElseThrow();
        assertThat(accepted.verified()).contains(new Verified(V2.digest(), Optional.of(facts(GIBI))));
        assertThat(scene.recorded(accepted).next().effects()).hasSize(3).allMatch(e -> e instanceof Effect.TellTarget);
    }

    @Test
    void whatItRefusesIsGivenUpWhileTheActiveModelGoesOn() {
        Step step = unverifiedScene()
                .verified(new Verification.Refused("DigestMismatch", "another digest"))
                .next();
        Intent given = step.toPersist().orElseThrow();
        assertThat(given.rejection().orElseThrow().reason()).isEqualTo("DigestMismatch");
        assertThat(given.active()).contains(V1);
        assertThat(given.target()).isEmpty();
    }

    /** Why the model is given up next. */
    private static Rejection given(Scene scene) {
        return scene.next().toPersist().flatMap(Intent::rejection).orElseThrow();
    }

    @Test
    void aStoreThatIsAwayIsTriedUntilTheDeadlineAndNamedMeanwhile() {
        Scene scene = unverifiedScene().verified(new Verification.Running("connection refused"));
        assertThat(scene.next()).isEqualTo(Step.of(new RolloutState.Verifying("connection refused")));
        Rejection why = given(scene.at(NOW.plusSeconds(901)));
        assertThat(why.reason()).isEqualTo("FetchFailed");
        assertThat(why.message()).isEqualTo("connection refused");
    }

    @Test
    void aPodThatDoesNotRunSaysNothingOfTheStore() {
        Scene scene = unverifiedScene().verified(new Verification.Waiting("No node takes it."));
        assertThat(scene.next()).isEqualTo(Step.of(new RolloutState.Verifying("", "No node takes it.")));
        Rejection why = given(scene.at(NOW.plusSeconds(901)));
        assertThat(why.reason()).isEqualTo("ProgressDeadlineExceeded");
        assertThat(why.message()).isEqualTo("the artifact was not verified in time. No node takes it.");
    }

    @Test
    void aJobThatRanOutOfTimeSaysNothingOfTheArtifact() {
        var over = new Verification.TimedOut("No node takes it.");
        Rejection why = given(unverifiedScene().verified(over));
        assertThat(why.reason()).isEqualTo("ProgressDeadlineExceeded");
        assertThat(why.message()).isEqualTo("the artifact was not verified in time. No node takes it.");
        Step first = new Scene()
                .wants(wanted(V1))
                .recorded(Intent.none().preparing(V1, NOW))
                .verified(over)
                .at(NOW.plusSeconds(901))
                .next();
        assertThat(first.toPersist().orElseThrow().attempt())
                .as("there is no active model to keep")
                .contains(new Attempt(NOW.plusSeconds(901)));
    }

    @Test
    void withoutAnActiveModelAnotherAttemptFollows() {
        Intent first = Intent.none().preparing(V1, NOW);
        Step step = new Scene()
                .wants(wanted(V1))
                .recorded(first)
                .verified(new Verification.Unreachable("no route"))
                .at(NOW.plusSeconds(700))
                .next();
        assertThat(step.toPersist().orElseThrow().attempt()).contains(new Attempt(NOW.plusSeconds(700)));
        Step active = unverifiedScene()
                .verified(new Verification.Unreachable("no route"))
                .next();
        assertThat(active.toPersist().flatMap(Intent::rejection).orElseThrow().reason())
                .isEqualTo("FetchFailed");
    }

    @Test
    void theWayBackNeedsNoVerdict() {
        var why = new Rejection(V2, "request-2", Rejection.WATCH_FAILED, "", "a", NOW, true);
        Intent back = new Intent(
                        2,
                        Optional.of(V2),
                        Optional.empty(),
                        Optional.of(V1),
                        Optional.empty(),
                        Optional.of(why),
                        Optional.of(NOW),
                        Optional.of(NOW))
                .preparing(V1, NOW);
        Step step = new Scene().recorded(back).threePods(V2, 2).next();
        assertThat(step.effects()).hasSize(3).allMatch(e -> e instanceof Effect.TellTarget);
    }

    @Test
    void anotherModelNeedsAnotherVerdictAndTheSameBytesDoNot() {
        Intent accepted = unverified(V1, 1, V2).accepting(new Verified(V2.digest(), Optional.empty()));
        assertThat(accepted.preparing(Scene.V3, NOW).verified()).isEmpty();
        assertThat(accepted.preparing(V2, NOW).verified()).isPresent();
    }

    @Test
    void twoModelsThatDoNotFitAreRefusedBeforeLoadingWithTheMemoryThatWouldDo() {
        Wanted wanted = wanted(V2).within(new Wanted.Memory(4 * GIBI, 60));
        Intent accepted =
                unverified(V1, 1, V2).accepting(new Verified(V2.digest(), Optional.of(facts(14 * GIBI / 10))));
        PodReport loaded = active(13 * GIBI / 10);
        Rejection why = new Scene()
                .wants(wanted)
                .recorded(accepted)
                .pods(loaded, pod("b", V1, 1), pod("c", V1, 1))
                .next()
                .toPersist()
                .flatMap(Intent::rejection)
                .orElseThrow();
        assertThat(why.reason()).isEqualTo("InsufficientHeapForSwap");
        assertThat(why.message())
                .isEqualTo("active 1.2Gi + target 1.3Gi do not fit 80% of the heap of 2.3Gi (60% of 4Gi);"
                        + " raise memory to 6Gi");
        Step enough = new Scene()
                .wants(wanted(V2).within(new Wanted.Memory(6 * GIBI, 60)))
                .recorded(accepted)
                .pods(loaded, pod("b", V1, 1), pod("c", V1, 1))
                .next();
        assertThat(enough.effects()).hasSize(3).allMatch(e -> e instanceof Effect.TellTarget);
    }

    @Test
    void theMemoryThatIsNamedWouldDo() {
        for (long target = 64L << 20; target < 40 * GIBI; target = target * 3 / 2) {
            Intent accepted = unverified(V1, 1, V2).accepting(new Verified(V2.digest(), Optional.of(facts(target))));
            var scene = new Scene().recorded(accepted).pods(active(target / 2), pod("b", V1, 1), pod("c", V1, 1));
            Optional<Rejection> small = scene.wants(wanted(V2).within(new Wanted.Memory(64L << 20, 60)))
                    .next()
                    .toPersist()
                    .flatMap(Intent::rejection);
            String text = small.orElseThrow().message();
            String memory = text.substring(text.lastIndexOf(' ') + 1);
            long bytes = dev.plumbline.views.Amount.bytes(memory).orElseThrow();
            assertThat(scene.wants(wanted(V2).within(new Wanted.Memory(bytes, 60)))
                            .next()
                            .toPersist())
                    .as(memory)
                    .isEmpty();
        }
    }

    @Test
    void pausingKeepsTheVerdict() {
        Intent accepted = unverified(V1, 1, V2).accepting(new Verified(V2.digest(), Optional.empty()));
        assertThat(accepted.stoppingTheClock().verified()).isPresent();
        assertThat(serving(V1, 1).verified()).isEmpty();
        assertThat(accepted.committed(NOW)
                        .settled(NOW.plus(Duration.ofSeconds(1)))
                        .verified())
                .isEmpty();
    }

    private static PodReport active(long heap) {
        return new PodReport(
                "a",
                true,
                true,
                1,
                Optional.of(new ServedModel(V1.name(), V1.version(), V1.digest(), Optional.of(facts(heap)))),
                Optional.empty(),
                Optional.empty());
    }
}
