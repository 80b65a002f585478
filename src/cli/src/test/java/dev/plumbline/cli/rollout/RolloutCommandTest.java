package dev.plumbline.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The verbs against a rollout whose operator answers at once. */
class RolloutCommandTest {

    /** What the operator would have made of it. */
    private static final class Told implements Rollout {

        final List<String> asked = new ArrayList<>();
        boolean answers = true;
        boolean done = true;
        String ready = "True";
        int told = 3;

        @Override
        public String named() {
            return "ml/fraud";
        }

        @Override
        public void annotate(String key, String value) {
            asked.add(key + "=" + value);
        }

        @Override
        public void pause(boolean paused) {
            asked.add("paused=" + paused);
        }

        @Override
        public ModelRollout read() {
            String action = asked.isEmpty() || !answers ? "" : action(asked.getLast());
            return Serialization.unmarshal("""
                    apiVersion: plumbline.dev/v1alpha1
                    kind: ModelRollout
                    metadata: {name: fraud, namespace: ml, generation: 3}
                    status:
                      observedGeneration: 3
                      phase: Succeeded
                      activeModel: {version: "2", digest: "sha256:22", epoch: 7}
                      lastSwap: {epoch: 7, at: "2026-11-21T10:00:00Z", durationMilliseconds: 4, requests: 900,
                                 http5xx: 0, p99BeforeMilliseconds: 2, p99DuringMilliseconds: 3}
                      actions: [%s]
                      conditions:
                      - {type: Ready, status: "%s", reason: TargetIsActive, message: "version 2 is active"}
                      - {type: Progressing, status: "False", observedGeneration: %d, reason: Completed, message: done}
                    """.formatted(action, ready, told), ModelRollout.class);
        }

        private String action(String asked) {
            String verb = asked.substring("plumbline.dev/".length(), asked.indexOf('='));
            return "{verb: %s, nonce: \"%s\", done: %s, outcome: \"as asked\", at: \"2026-11-21T10:00:01Z\"}"
                    .formatted(verb, asked.substring(asked.indexOf('=') + 1), done);
        }
    }

    private final Told rollout = new Told();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new RolloutCommand((where, act) -> act.applyAsInt(rollout)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void aVerbSetsItsAnnotationToAFreshValueEachTime() {
        assertThat(run("abort", "fraud", "-n", "ml")).isZero();
        assertThat(run("abort", "fraud", "-n", "ml")).isZero();
        assertThat(rollout.asked).hasSize(2).allMatch(a -> a.startsWith("plumbline.dev/abort="));
        assertThat(rollout.asked.getFirst()).isNotEqualTo(rollout.asked.getLast());
    }

    @Test
    void waitingEndsWithTheAnswerToThisRequest() {
        assertThat(run("rollback", "fraud", "--wait")).isZero();
        assertThat(out.toString()).contains("ml/fraud: as asked", "version 2, epoch 7", "0 of them 5xx");
    }

    @Test
    void nothingToDoIsToldByTheExitCode() {
        rollout.done = false;
        assertThat(run("promote", "fraud", "--wait")).isEqualTo(1);
    }

    @Test
    void anOperatorThatDoesNotAnswerEndsTheWait() {
        rollout.answers = false;
        assertThat(run("retry", "fraud", "--wait", "--timeout", "1s")).isEqualTo(3);
        assertThat(out.toString()).contains("has not taken up the retry");
    }

    @Test
    void pauseAndResumeChangeTheSpec() {
        assertThat(run("pause", "fraud")).isZero();
        assertThat(run("resume", "fraud")).isZero();
        assertThat(rollout.asked).containsExactly("paused=true", "paused=false");
    }

    @Test
    void statusWaitsForTheEndAndTellsWhetherItIsTheWantedOne() {
        assertThat(run("status", "fraud", "--wait")).isZero();
        rollout.ready = "False";
        assertThat(run("status", "fraud", "--wait")).isEqualTo(1);
        assertThat(run("status", "fraud")).isZero();
        assertThat(run("status", "fraud", "-o", "json")).isZero();
        assertThat(out.toString()).contains("\"epoch\":7");
    }

    @Test
    void whatIsToldOfAnEarlierSpecDoesNotEndTheWait() {
        rollout.told = 2;
        assertThat(run("status", "fraud", "--wait", "--timeout", "1s")).isEqualTo(3);
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run("abort")).isEqualTo(2);
        assertThat(run("status", "fraud", "--timeout", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("90s");
    }
}
