package dev.plumbline.generator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server makes of the CRDs. */
@OnCluster
class ApiServerIT {

    private final KubernetesClient client;
    private final String namespace;

    ApiServerIT(KubernetesClient client, TestNamespace namespace) {
        this.client = client;
        this.namespace = namespace.name();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest-platform", "smallest-rollout", "full-platform", "full-rollout"})
    void exampleIsAcceptedAndNothingOfItIsDropped(String name) {
        GenericKubernetesResource example = example(name);
        GenericKubernetesResource accepted = client.resource(example)
                .dryRun()
                .fieldValidation(Validation.STRICT)
                .create();
        assertThat(accepted.getMetadata().getName())
                .isEqualTo(example.getMetadata().getName());
        Map<String, Object> asked = example.get("spec");
        assertThat(contains(accepted.<Map<String, Object>>get("spec"), asked)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: A}",
                "{name: A, value: b, valueFrom: {secretKeyRef: {name: s, key: k}}}",
                "{name: A, valueFrom: {}}",
                "{name: A, valueFrom: {secretKeyRef: {name: Bad_Name, key: k}}}",
                "{name: A, valueFrom: {secretKeyRef: {name: s, key: b c}}}"
            })
    void aVariableWithoutOnePossibleSourceIsRefused(String variable) {
        assertThat(tried("serving", "env: [" + variable + "]")).contains("spec.serving.env[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../p", "a b", ".", "p/status", "p?x=1", "Bad_Name", ""})
    void aReferenceThatCanNameNothingIsRefused(String name) {
        assertThat(tried("platformRef", "name: \"" + name + "\"")).contains("spec.platformRef.name");
    }

    @Test
    void aVariableWithOneSourceIsAccepted() {
        assertThat(tried(
                        "serving",
                        "env: [{name: A, value: ''}, {name: B, valueFrom: {secretKeyRef: {name: s, key: .k}}}]"))
                .isEmpty();
    }

    /** What the API server has against the smallest rollout with this part; empty when nothing. */
    private String tried(String part, String yaml) {
        GenericKubernetesResource rollout = example("smallest-rollout");
        rollout.<Map<String, Object>>get("spec")
                .put(part, client.getKubernetesSerialization().unmarshal(yaml, Map.class));
        try {
            client.resource(rollout).dryRun().create();
            return "";
        } catch (KubernetesClientException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void typedClientReadsWhatAnotherVersionWrote() {
        GenericKubernetesResource platform = example("smallest-platform");
        platform.<Map<String, Object>>get("spec").put("fieldOfTomorrow", Map.of("a", 1));
        platform.getMetadata().setName("tomorrow");
        client.resource(platform).create();
        MlPlatform read = client.resources(MlPlatform.class)
                .inNamespace(namespace)
                .withName("tomorrow")
                .get();
        assertThat(read.getSpec().h2o().resources().memory()).isEqualTo("10Gi");
        client.resource(read).delete();
    }

    /** Both short names and the category reach the kinds. */
    @Test
    void isDiscoveredByShortNameAndCategory() throws Exception {
        JsonNode resources = new ObjectMapper()
                .readTree(client.raw("/apis/plumbline.dev/v1alpha1"))
                .get("resources");
        List<String> names = new ArrayList<>();
        resources.forEach(each -> each.path("shortNames").forEach(name -> names.add(name.asText())));
        assertThat(names).containsExactlyInAnyOrder("mlp", "mro");
        resources.forEach(each -> {
            if (!each.get("name").asText().contains("/")) {
                assertThat(each.get("categories").get(0).asText()).isEqualTo("plumbline");
            }
        });
    }

    @Test
    void smallestRolloutAnswersTheScaleSubresource() throws Exception {
        GenericKubernetesResource rollout = example("smallest-rollout");
        rollout.getMetadata().setName("scaled");
        client.resource(rollout).create();
        String scale = client.raw(
                "/apis/plumbline.dev/v1alpha1/namespaces/%s/modelrollouts/scaled/scale".formatted(namespace));
        assertThat(new ObjectMapper().readTree(scale).at("/spec/replicas").asInt())
                .isEqualTo(2);
        client.resources(ModelRollout.class)
                .inNamespace(namespace)
                .withName("scaled")
                .delete();
    }

    /** The document that {@code kubectl explain} prints. */
    @Test
    void explainHasNoBlank() throws Exception {
        JsonNode schemas = new ObjectMapper()
                .readTree(client.raw("/openapi/v3/apis/plumbline.dev/v1alpha1"))
                .at("/components/schemas");
        List<String> blank = new ArrayList<>();
        for (String kind : List.of("MlPlatform", "ModelRollout")) {
            JsonNode schema = schemas.get("dev.plumbline.v1alpha1." + kind);
            assertThat(schema.path("description").asText()).isNotBlank();
            for (String part : List.of("spec", "status")) {
                collectBlank(kind + "." + part, schema.at("/properties/" + part), blank);
            }
        }
        assertThat(blank).isEmpty();
    }

    private static void collectBlank(String path, JsonNode field, List<String> blank) {
        field.path("properties").properties().forEach(each -> {
            String at = path + "." + each.getKey();
            if (each.getValue().path("description").asText().isBlank()) {
                blank.add(at);
            }
            collectBlank(at, each.getValue(), blank);
            collectBlank(at + "[]", each.getValue().path("items"), blank);
        });
    }

    /** Whether everything of the smaller is in the larger; defaults may have come on top. */
    private static boolean contains(Object larger, Object smaller) {
        if (smaller instanceof Map<?, ?> asked) {
            return larger instanceof Map<?, ?> got
                    && asked.entrySet().stream().allMatch(each -> contains(got.get(each.getKey()), each.getValue()));
        }
        if (smaller instanceof List<?> asked) {
            return larger instanceof List<?> got
                    && got.size() == asked.size()
                    && java.util.stream.IntStream.range(0, asked.size())
                            .allMatch(i -> contains(got.get(i), asked.get(i)));
        }
        return smaller.equals(larger);
    }

    private GenericKubernetesResource example(String name) {
        InputStream file = ApiServerIT.class.getResourceAsStream("/examples/" + name + ".yaml");
        GenericKubernetesResource example =
                client.getKubernetesSerialization().unmarshal(file, GenericKubernetesResource.class);
        example.getMetadata().setNamespace(namespace);
        return example;
    }
}
