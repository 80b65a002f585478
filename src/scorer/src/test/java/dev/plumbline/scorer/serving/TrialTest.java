package dev.plumbline.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.TestModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two models in one process: which of them answers, and how their answers differ. */
class TrialTest {

    private static final ModelRef V1 = TestModels.ref("gbm-binomial-v1");
    private static final ModelRef V2 = TestModels.ref("gbm-binomial-v2");

    private final ModelSlot slot = new ModelSlot();

    private void warm(ModelRef ref, long epoch) {
        LoadedModel model = TestModels.load(ref.version());
        long ticket = slot.begin(new Target.Loading(epoch, ref));
        slot.advance(ticket, e -> new Target.Warm(e, ref, model, 1, 0));
    }

    private void serveOneBesideTwo() {
        warm(V1, 1);
        slot.flip(1, V1, 0);
        warm(V2, 2);
    }

    private static Trial.Terms terms(Trial.Mode mode, int percent) {
        return new Trial.Terms(2, V2.digest(), mode, percent, 0);
    }

    private static byte[] body(int number) {
        return ("{\"instances\":[{\"amount\":" + number + "}]}").getBytes(StandardCharsets.UTF_8);
    }

    private String versionOf(byte[] body) {
        return slot.route(body).orElseThrow().ref().version();
    }

    @Test
    void withoutATrialTheActiveModelAnswers() {
        assertThat(slot.route(body(1))).isEmpty();
        serveOneBesideTwo();
        assertThat(versionOf(body(1))).isEqualTo(V1.version());
    }

    @Test
    void theShareIsAsAskedAndARequestKeepsItsModelWhileItRises() {
        serveOneBesideTwo();
        int before = -1;
        boolean[] taken = new boolean[10_000];
        for (int percent : new int[] {0, 1, 10, 50, 100}) {
            assertThat(slot.expose(terms(Trial.Mode.CANARY, percent), 0)).isTrue();
            int count = 0;
            for (int i = 0; i < taken.length; i++) {
                boolean now = versionOf(body(i)).equals(V2.version());
                assertThat(now || !taken[i])
                        .as("request %d at %d%%", i, percent)
                        .isTrue();
                taken[i] = now;
                count += now ? 1 : 0;
            }
            assertThat(count / 100.0).isCloseTo(percent, within(percent % 100 == 0 ? 0.0 : 1.5));
            assertThat(count).isGreaterThan(before);
            before = count;
        }
    }

    @Test
    void onlyAWarmTargetOfTheEpochIsExposed() {
        assertThat(slot.expose(terms(Trial.Mode.CANARY, 10), 0)).isFalse();
        serveOneBesideTwo();
        assertThat(slot.expose(new Trial.Terms(3, V2.digest(), Trial.Mode.CANARY, 10, 0), 0))
                .isFalse();
        assertThat(slot.expose(new Trial.Terms(2, V1.digest(), Trial.Mode.CANARY, 10, 0), 0))
                .isFalse();
        assertThat(slot.trial()).isEmpty();
    }

    @Test
    void theSameTermsCountOnAndOthersCountAnew() {
        serveOneBesideTwo();
        slot.expose(terms(Trial.Mode.CANARY, 10), 0);
        slot.trial().orElseThrow().arm().record(1, 500);
        slot.expose(terms(Trial.Mode.CANARY, 10), 0);
        assertThat(slot.trial().orElseThrow().arm().http5xx()).isEqualTo(1);
        slot.expose(terms(Trial.Mode.CANARY, 50), 0);
        assertThat(slot.trial().orElseThrow().arm().http5xx()).isZero();
    }

    @Test
    void whatEndsTheTargetEndsTheTrial() {
        serveOneBesideTwo();
        slot.expose(terms(Trial.Mode.CANARY, 100), 0);
        slot.drop();
        assertThat(versionOf(body(1))).isEqualTo(V1.version());
        warm(V2, 2);
        slot.expose(terms(Trial.Mode.CANARY, 100), 0);
        assertThat(slot.route(body(1)).orElseThrow().epoch()).isEqualTo(2);
        slot.flip(2, V2, 0);
        assertThat(slot.trial()).isEmpty();
        assertThat(versionOf(body(1))).isEqualTo(V2.version());
        warm(V1, 3);
        slot.expose(new Trial.Terms(3, V1.digest(), Trial.Mode.CANARY, 100, 0), 0);
        slot.renumber(4);
        assertThat(slot.trial()).isEmpty();
    }

    @Test
    void aShadowNeverAnswersAndSaysHowItDiffers() throws Exception {
        serveOneBesideTwo();
        slot.expose(terms(Trial.Mode.SHADOW, 100), 0);
        byte[] body = ("{\"instances\":[" + TestModels.recorded(V1.version()).at("/rows/3/input") + "]}")
                .getBytes(StandardCharsets.UTF_8);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            TrialChoice choice = new TrialChoice(slot, thread, 100);
            Serving by = choice.choose(body).orElseThrow();
            assertThat(by.ref()).isEqualTo(V1);
            byte[] answer =
                    dev.plumbline.scorer.codec.RowProtocol.score(by, body, 100).body();
            choice.answered(by, body, true, answer);
            choice.answered(by, body, true, new byte[64 << 10]);
            choice.answered(by, "no json".getBytes(StandardCharsets.UTF_8), true, answer);
            thread.shutdown();
            assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        Trial trial = slot.trial().orElseThrow();
        assertThat(trial.differences().summary().compared()).isEqualTo(1);
        assertThat(trial.differences().summary().different()).isEqualTo(1);
        assertThat(trial.differences().summary().maxAbs()).isPositive();
        assertThat(trial.differences().dropped()).isEqualTo(1);
        assertThat(trial.arm().requests()).isEqualTo(2);
        assertThat(trial.arm().http5xx()).isZero();
    }

    @Test
    void aShadowThatCannotKeepUpDropsAndNeverWaits() {
        serveOneBesideTwo();
        slot.expose(terms(Trial.Mode.SHADOW, 100), 0);
        ExecutorService stuck = Executors.newSingleThreadExecutor();
        try {
            stuck.execute(() -> {
                try {
                    TimeUnit.SECONDS.sleep(60);
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
            TrialChoice choice = new TrialChoice(slot, stuck, 100);
            Serving by = slot.active().orElseThrow();
            long start = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                choice.answered(by, body(i), true, new byte[10]);
            }
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(slot.trial().orElseThrow().differences().dropped()).isEqualTo(1000 - 128);
        } finally {
            stuck.shutdownNow();
        }
    }

    @Test
    void answersAreComparedNumberByNumberAndClassByClass() throws IOException {
        assertThat(difference(
                        "{\"model_version\":\"1\",\"predictions\":[{\"predict\":\"a\",\"p\":0.25}]}",
                        "{\"model_version\":\"2\",\"predictions\":[{\"predict\":\"a\",\"p\":0.75}]}"))
                .isEqualTo(new AnswerDifference(1, 0.5, 0.5, false));
        assertThat(difference(
                        "{\"predictions\":[{\"predict\":\"a\",\"p\":0.5}]}",
                        "{\"predictions\":[{\"predict\":\"b\",\"p\":0.5}]}"))
                .isEqualTo(new AnswerDifference(1, 0, 0, true));
        assertThat(difference("{\"predictions\":[{\"p\":1}]}", "{\"predictions\":[{\"p\":1},{\"p\":2}]}")
                        .labels())
                .isTrue();
        assertThat(difference("{\"outputs\":[{\"data\":[1,2]}]}", "{\"outputs\":[{\"data\":[1,4]}]}"))
                .isEqualTo(new AnswerDifference(2, 2, 2, false));
        assertThat(difference("{\"predictions\":[{\"p\":1}]}", "{\"predictions\":[{\"p\":1}]}")
                        .isNone())
                .isTrue();
    }

    private static AnswerDifference difference(String one, String other) throws IOException {
        return AnswerDifference.of(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
