package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PatroniSettingsTest {
    private static final Map<String, Object> WANTED =
            Map.of("ttl", 20, "postgresql", Map.of("use_slots", true, "parameters", Map.of("max_connections", 200)));

    @Test
    void whatTheStoreHasBesidesIsNoDifference() {
        Map<String, Object> found = Map.of(
                "ttl",
                20,
                "pause",
                true,
                "postgresql",
                Map.of("use_slots", true, "parameters", Map.of("max_connections", 200, "work_mem", "4MB")));
        assertThat(PatroniSettings.difference(WANTED, found)).isEmpty();
    }

    @Test
    void onlyWhatDiffersIsSent() {
        Map<String, Object> found = Map.of("ttl", 30, "postgresql", Map.of("use_slots", true));
        assertThat(PatroniSettings.difference(WANTED, found))
                .isEqualTo(Map.of("ttl", 20, "postgresql", Map.of("parameters", Map.of("max_connections", 200))));
    }

    @Test
    void anEmptyStoreLacksEverything() {
        assertThat(PatroniSettings.difference(WANTED, Map.of())).isEqualTo(WANTED);
    }
}
