package dev.plumbline.operator.children;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A copy of an owner as a late cache would show it, held against a real API server. */
@OnCluster
class OwnerGoneIT {

    private KubernetesClient client;
    private ModelRollout owner;

    @BeforeEach
    void create(TestNamespace namespace, KubernetesClient kubernetes) {
        client = kubernetes;
        owner = create(namespace);
    }

    private ModelRollout create(TestNamespace namespace) {
        ModelRollout rollout = client.getKubernetesSerialization()
                .unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: gone, namespace: %s}
                spec:
                  platformRef: {name: fraud}
                  model: {name: m, version: "1", storageUri: "configmap://m/m.zip", digest: "sha256:%s"}
                """.formatted(namespace.name(), "0".repeat(64)), ModelRollout.class);
        return client.resource(rollout).create();
    }

    @Test
    void whoLivesGetsChildrenAndWhoIsGoneGetsNone(TestNamespace namespace) {
        assertThatCode(() -> OwnerGone.unlessLives(owner, client)).doesNotThrowAnyException();
        client.resource(owner).delete();
        assertThatThrownBy(() -> OwnerGone.unlessLives(owner, client)).isInstanceOf(OwnerGone.class);

        ModelRollout namesake = create(namespace);
        assertThatThrownBy(() -> OwnerGone.unlessLives(owner, client))
                .as("another of its name")
                .isInstanceOf(OwnerGone.class);
        client.resource(namesake).delete();
    }

    @Test
    void whoIsBeingDeletedGetsNone() {
        hold("[\"plumbline.dev/test\"]");
        client.resource(owner).delete();
        assertThatThrownBy(() -> OwnerGone.unlessLives(owner, client)).isInstanceOf(OwnerGone.class);
        hold("null");
    }

    private void hold(String finalizers) {
        client.resources(ModelRollout.class)
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(owner.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"finalizers\": %s}}".formatted(finalizers));
    }
}
