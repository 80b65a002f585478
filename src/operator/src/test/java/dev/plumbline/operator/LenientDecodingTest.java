package dev.plumbline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LenientDecodingTest {

    private static final String WHOLE = """
            {"apiVersion":"plumbline.dev/v1alpha1","kind":"MlPlatform","metadata":{"name":"fraud","namespace":"ml"},
             "spec":{"profile":"production","paused":false,
              "h2o":{"nodes":3,"resources":{"memory":"4Gi"},"jvmArgs":["-XX:+ExitOnOutOfMemoryError"]},
              "postgres":{"instances":3,"failover":{"ttlSeconds":20},"extensions":["vector"]},
              "featureStore":{"tables":[{"name":"t","columns":[{"name":"c","type":"jsonb","filtered":true}]}]},
              "enforcement":{"default":"Enforce","exemptions":[{"rule":"LOG-02","until":"2027-01-31"}]},
              "network":{"isolation":"Strict","allowFrom":[{"namespace":"apps","to":["inference"]}]}}}
            """;

    private final ObjectMapper tree = new ObjectMapper();
    private final KubernetesSerialization serialization = serialization();

    /** Each value of a whole platform is replaced in turn by something of another shape. */
    @Test
    void noValueOfAnotherShapeStopsTheReading() throws Exception {
        List<String> odd = List.of("\"elephants\"", "-1", "1e400", "true", "[]", "[[1]]", "{}", "{\"a\":{}}", "null");
        for (String value : odd) {
            for (int place = 0; place < places(tree.readTree(WHOLE)).size(); place++) {
                JsonNode broken = tree.readTree(WHOLE);
                places(broken).get(place).accept(tree.readTree(value));
                String json = tree.writeValueAsString(broken);
                MlPlatform read = serialization.unmarshal(json, MlPlatform.class);
                assertThatCode(() ->
                                Policies.running().judge(PlatformSubject.running(read, LocalDate.of(2026, 11, 21))))
                        .as(json)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void whatCannotBeReadIsAbsentAndTheRulesSayIt() {
        MlPlatform read = serialization.unmarshal(
                WHOLE.replace("\"resources\":{\"memory\":\"4Gi\"}", "\"resources\":[\"4Gi\"]"), MlPlatform.class);
        assertThat(read.getMetadata().getName()).isEqualTo("fraud");
        assertThat(read.getSpec().h2o().nodes()).isEqualTo(3);
        assertThat(Policies.running()
                        .judge(PlatformSubject.running(read, LocalDate.of(2026, 11, 21)))
                        .blocking())
                .anyMatch(finding -> finding.ruleId().equals("PHY-01"));
    }

    private static KubernetesSerialization serialization() {
        var mapper = new ObjectMapper();
        new LenientDecoding().customize(mapper);
        return new KubernetesSerialization(mapper, true);
    }

    /** A setter for every value below spec. */
    private static List<Consumer<JsonNode>> places(JsonNode root) {
        var found = new ArrayList<Consumer<JsonNode>>();
        collect(root.get("spec"), found);
        return found;
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> found) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                found.add(value -> object.set(name, value));
                collect(object.get(name), found);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                found.add(value -> array.set(index, value));
                collect(array.get(i), found);
            }
        }
    }
}
