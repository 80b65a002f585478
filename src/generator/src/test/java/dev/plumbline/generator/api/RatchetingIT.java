package dev.plumbline.generator.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.generator.crd.Crds;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.ServedCrd;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An object that was stored before a rule existed can still be labelled, paused and deleted, but not made worse. */
@OnCluster
class RatchetingIT {

    private final KubernetesClient client;
    private final String namespace;
    /** Of this run alone: the real CRDs must keep their rules, and a removed group is served and missed for a while. */
    private final String group;

    private final CustomResourceDefinition strict;

    RatchetingIT(KubernetesClient client, TestNamespace namespace) {
        this.client = client;
        this.namespace = namespace.name();
        this.group = UUID.randomUUID() + ".ratcheting.plumbline.dev";
        this.strict = inOwnGroup(Crds.platform());
    }

    @AfterEach
    void removeTheGroup() {
        client.resource(strict).delete();
    }

    @Test
    void untouchedBadPartsDoNotBlockAnUpdate() {
        establish(lenient());
        GenericKubernetesResource stored = client.resource(badPlatform()).create();
        establish(strict);
        eventuallyRefused(() -> client.resource(badPlatform()).dryRun().create());

        stored = client.resource(stored).edit(platform -> {
            platform.getMetadata().setLabels(Map.of("team", "risk"));
            return platform;
        });
        stored = client.resource(stored).edit(platform -> {
            platform.<Map<String, Object>>get("spec").put("paused", true);
            return platform;
        });
        stored = client.resource(stored).edit(platform -> {
            platform.<Map<String, Map<String, Object>>>get("spec").get("models").put("allow", List.of("pvc://store/"));
            return platform;
        });
        GenericKubernetesResource worse = stored;
        assertThatThrownBy(() -> client.resource(worse).edit(platform -> {
                    platform.<Map<String, Map<String, Object>>>get("spec")
                            .get("models")
                            .put("signingKeyRef", Map.of("name", "../other"));
                    return platform;
                }))
                .hasMessageContaining("spec.models.signingKeyRef.name");
        assertThatThrownBy(() -> client.resource(worse).edit(platform -> {
                    platform.<Map<String, Object>>get("spec")
                            .put(
                                    "h2o",
                                    Map.of("resources", Map.of("memory", "10Gi"), "memory", Map.of("heapPercent", 95)));
                    return platform;
                }))
                .hasMessageContaining("PHY-02");
        client.resource(worse).delete();
    }

    private GenericKubernetesResource badPlatform() {
        return client.getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: %s/v1alpha1
                        kind: MlPlatform
                        metadata: {name: old, namespace: %s}
                        spec:
                          h2o:
                            resources: {memory: 10Gi}
                            memory: {heapPercent: 90}
                            env: [{name: A, value: b, valueFrom: {secretKeyRef: {name: Bad_Name, key: b c}}}]
                          models: {signingKeyRef: {name: ../k}}
                        """.formatted(group, namespace), GenericKubernetesResource.class);
    }

    private void establish(CustomResourceDefinition crd) {
        client.resource(crd).unlock().createOr(editable -> editable.update());
        ServedCrd.await(client, crd);
    }

    /** The API server serves a changed CRD a moment after it has stored it; until then the name is taken, no more. */
    private static void eventuallyRefused(Runnable request) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            try {
                if (refusal(request).contains("PHY-02")) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the rules never came into force");
    }

    private static String refusal(Runnable request) {
        try {
            request.run();
            return "";
        } catch (KubernetesClientException refused) {
            return refused.getMessage();
        }
    }

    private CustomResourceDefinition inOwnGroup(CustomResourceDefinition crd) {
        crd.getSpec().setGroup(group);
        crd.getSpec().getNames().setCategories(List.of());
        crd.getSpec().getNames().setShortNames(List.of());
        crd.getMetadata().setName("mlplatforms." + group);
        return crd;
    }

    private CustomResourceDefinition lenient() {
        CustomResourceDefinition crd = inOwnGroup(Crds.platform());
        withoutRules(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema());
        return crd;
    }

    private static void withoutRules(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(List.of());
        schema.setPattern(null);
        schema.setOneOf(List.of());
        schema.getProperties().values().forEach(RatchetingIT::withoutRules);
        if (schema.getItems() != null) {
            withoutRules(schema.getItems().getSchema());
        }
    }
}
