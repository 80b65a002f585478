package dev.plumbline.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaWalkTest {

    private static final Map<String, Object> ONE_OF = Map.of(
            "type",
            "object",
            "properties",
            Map.of("a", Map.of("type", "string"), "b", Map.of("type", "string")),
            "oneOf",
            List.of(Map.of("required", List.of("a")), Map.of("required", List.of("b"))));

    private static List<String> told(Map<String, Object> object) {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("spec", ONE_OF));
        return SchemaWalk.breaches(schema, Map.of("spec", object)).stream()
                .map(SchemaBreach::text)
                .toList();
    }

    @Test
    void ofAlternativesOneIsGiven() {
        assertThat(told(Map.of("a", "x"))).isEmpty();
        assertThat(told(Map.of("b", "x"))).isEmpty();
        assertThat(told(Map.of())).containsExactly("spec must have exactly one of a, b.");
        assertThat(told(Map.of("a", "x", "b", "y"))).containsExactly("spec must have exactly one of a, b.");
    }
}
