package dev.plumbline.generator.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.generator.crd.Crds;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An object that was stored before a rule existed can still be labelled, paused and deleted, but not made worse. */
@OnCluster
class RatchetingIT {

    /** A group of its own, since the cluster's real CRDs must keep their rules. */
    private static final String GROUP = "ratcheting.plumbline.dev";

    private final KubernetesClient client;
    private final String namespace;
    private final CustomResourceDefinition strict = inOwnGroup(Crds.platform());

    RatchetingIT(KubernetesClient client, TestNamespace namespace) {
        this.client = client;
        this.namespace = namespace.name();
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
        eventuallyRefuses(() -> client.resource(badPlatform()).dryRun().create());

        stored = client.resource(stored).edit(platform -> {
            platform.getMetadata().setLabels(Map.of("team", "risk"));
            return platform;
        });
        stored = client.resource(stored).edit(platform -> {
            platform.<Map<String, Object>>get("spec").put("paused", true);
            return platform;
        });
        GenericKubernetesResource worse = stored;
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
                          h2o: {resources: {memory: 10Gi}, memory: {heapPercent: 90}}
                        """.formatted(GROUP, namespace), GenericKubernetesResource.class);
    }

    private void establish(CustomResourceDefinition crd) {
        client.resource(crd).unlock().createOr(editable -> editable.update());
        client.resource(crd).waitUntilCondition(RatchetingIT::established, 20, TimeUnit.SECONDS);
    }

    private static boolean established(CustomResourceDefinition crd) {
        return Stream.ofNullable(crd)
                .flatMap(found -> Stream.ofNullable(found.getStatus()))
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(List::stream)
                .anyMatch(each ->
                        each.getType().equals("Established") && each.getStatus().equals("True"));
    }

    /** The API server serves a changed CRD a moment after it has stored it. */
    private static void eventuallyRefuses(Runnable request) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            try {
                request.run();
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (io.fabric8.kubernetes.client.KubernetesClientException refused) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the rules never came into force");
    }

    private static CustomResourceDefinition inOwnGroup(CustomResourceDefinition crd) {
        crd.getSpec().setGroup(GROUP);
        crd.getSpec().getNames().setCategories(List.of());
        crd.getSpec().getNames().setShortNames(List.of());
        crd.getMetadata().setName("mlplatforms." + GROUP);
        return crd;
    }

    private static CustomResourceDefinition lenient() {
        CustomResourceDefinition crd = inOwnGroup(Crds.platform());
        withoutRules(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema());
        return crd;
    }

    private static void withoutRules(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(List.of());
        schema.getProperties().values().forEach(RatchetingIT::withoutRules);
        if (schema.getItems() != null) {
            withoutRules(schema.getItems().getSchema());
        }
    }
}
