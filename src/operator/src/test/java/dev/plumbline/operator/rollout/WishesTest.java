package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.Remembered;
import dev.plumbline.rollout.Verb;
import dev.plumbline.rollout.Wanted;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishesTest {

    private static Wanted wanted(String more) {
        ModelRollout rollout = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: fraud-gbm, namespace: ml}
                spec:
                  platformRef: {name: fraud}
                  model: {storageUri: "configmap://m/a.zip", digest: "sha256:%s"}
                  %s
                """.formatted("1".repeat(64), more), ModelRollout.class);
        return Wishes.of(ValidRollouts.of(rollout, Optional.empty()), Optional.empty(), Optional.empty());
    }

    @Test
    void neitherPausingNorScalingIsANewRequest() {
        assertThat(wanted("paused: true").request()).isEqualTo(wanted("").request());
        assertThat(wanted("serving: {replicas: {min: 7}}").request())
                .isEqualTo(wanted("").request());
    }

    @Test
    void moreMemoryOrAnotherBudgetIsANewRequest() {
        assertThat(wanted("serving: {resources: {memory: 4Gi}}").request())
                .isNotEqualTo(wanted("").request());
        assertThat(wanted("strategy: {warmup: {maxP99Milliseconds: 10}}").request())
                .isNotEqualTo(wanted("").request());
    }

    private static ModelRollout annotated(String annotations, String status) {
        return Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: fraud-gbm, namespace: ml, annotations: %s}
                spec: {platformRef: {name: fraud}, model: {version: "1", storageUri: "configmap://m/a.zip", digest: "sha256:1"}}
                status: %s
                """.formatted(annotations, status), ModelRollout.class);
    }

    @Test
    void annotationsAreVerbsUntilTheStatusSaysThatTheyWereHeard() {
        assertThat(Wishes.verbs(annotated("{plumbline.dev/abort: \"7\", plumbline.dev/else: x}", "{}")))
                .containsExactly(Map.entry(Verb.ABORT, "7"));
        String heard = "{actions: [{verb: abort, nonce: \"7\"}]}";
        assertThat(Wishes.verbs(annotated("{plumbline.dev/abort: \"7\"}", heard)))
                .isEmpty();
        assertThat(Wishes.verbs(annotated("{plumbline.dev/abort: \"8\"}", heard)))
                .containsExactly(Map.entry(Verb.ABORT, "8"));
        assertThat(Wishes.verbs(annotated("{plumbline.dev/abort: \"  \"}", "{}")))
                .isEmpty();
        assertThat(Wishes.verbs(annotated("{plumbline.dev/abort: \"" + "n".repeat(999) + "\"}", "{}"))
                        .get(Verb.ABORT))
                .hasSize(253);
    }

    private static Remembered remembered(String annotations, String status) {
        ModelRollout rollout = annotated(annotations, status);
        return Wishes.remembered(rollout, ValidRollouts.of(rollout, Optional.empty()), Instant.EPOCH);
    }

    @Test
    void ofALostRecordTheStatusKnowsTheVerbsAndWithoutAStatusTheyAreOld() {
        String both = "{plumbline.dev/abort: \" 7 \", plumbline.dev/retry: \"8\"}";
        String heard = "{actions: [{verb: abort, nonce: \"7\", done: true}]}";
        assertThat(remembered(both, heard).heard()).containsOnlyKeys(Verb.ABORT);
        assertThat(Wishes.verbs(annotated(both, heard))).containsOnlyKeys(Verb.RETRY);
        assertThat(remembered(both, "null").heard().get(Verb.ABORT))
                .matches(h -> h.nonce().equals("7") && !h.done());
        assertThat(remembered(both, "null").heard()).containsOnlyKeys(Verb.ABORT, Verb.RETRY);
    }

    @Test
    void watchesOnlyWhatTheSpecAsksFor() {
        assertThat(wanted("").watch()).isEmpty();
        String metric = "analysis: {metrics: [{name: http5xxCount, max: 2}]}";
        assertThat(wanted(metric).watch()).contains(new Wanted.Watch(Duration.ofSeconds(600), 2));
        assertThat(wanted(metric + "\n  rollback: {automatic: false}").watch()).isEmpty();
    }
}
