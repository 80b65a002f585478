package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.rollout.Verb;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutNewsTest {

    private static ModelRollout rollout() {
        return Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata:
                  name: fraud
                  namespace: ml
                  uid: u1
                  generation: 3
                  resourceVersion: "7"
                  annotations: {plumbline.dev/abort: "1", team: risk}
                """, ModelRollout.class);
    }

    private static boolean news(Consumer<ModelRollout> change) {
        ModelRollout now = rollout();
        change.accept(now);
        return new RolloutNews().accept(now, rollout());
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void aVerbIsNews(Verb verb) {
        assertThat(news(r -> r.getMetadata().getAnnotations().put(verb.annotation(), "2")))
                .isTrue();
    }

    @Test
    void aVerbOnARolloutWithoutAnnotationsIsNews() {
        ModelRollout bare = rollout();
        bare.getMetadata().setAnnotations(null);
        assertThat(new RolloutNews().accept(rollout(), bare)).isTrue();
        assertThat(new RolloutNews().accept(bare, bare)).isFalse();
    }

    @Test
    void anotherSpecAndTheEndAreNews() {
        assertThat(news(r -> r.getMetadata().setGeneration(4L))).isTrue();
        assertThat(news(r -> r.getMetadata().setGeneration(null))).isTrue();
        assertThat(news(r -> r.getMetadata().setDeletionTimestamp("2026-11-21T10:00:00Z")))
                .isTrue();
        // Deleted and made again while the watch was broken: this one has not been looked at.
        assertThat(news(r -> r.getMetadata().setUid("u2"))).isTrue();
    }

    @Test
    void whatTheOperatorAndOthersNoteIsNone() {
        assertThat(news(r -> {})).isFalse();
        assertThat(news(r -> {
                    r.getMetadata().setResourceVersion("8");
                    r.setStatus(Serialization.unmarshal("phase: Succeeded", ModelRolloutStatus.class));
                    r.getMetadata().getAnnotations().put("team", "fraud");
                    r.getMetadata().setLabels(Map.of("a", "b"));
                }))
                .isFalse();
    }

    @Test
    void theReconcilerIsWokenByItAlone() {
        ControllerConfiguration configured = ModelRolloutReconciler.class.getAnnotation(ControllerConfiguration.class);
        assertThat(configured.generationAwareEventProcessing()).isFalse();
        assertThat(configured.informer().onUpdateFilter()).isEqualTo(RolloutNews.class);
    }
}
