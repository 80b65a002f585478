package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Intent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder holds a rollout and the objects that it becomes. After an intended change run with
 * {@code -Dplumbline.golden=write} and read the difference.
 */
class InferenceGoldenTest {

    private static final Path CASES =
            Path.of(System.getProperty("plumbline.root"), "src/core/src/test/resources/inference-plans");

    static List<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesTheseObjects(Path folder) throws IOException {
        ModelRollout rollout =
                Serialization.unmarshal(Files.readString(folder.resolve("in-rollout.yaml")), ModelRollout.class);
        Path golden = folder.resolve("out-plan.yaml");
        String planned = yaml(plan(rollout));
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.writeString(golden, planned);
        }
        assertThat(planned).isEqualTo(Files.readString(golden));
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("in-rollout.yaml", "out-plan.yaml");
        }
    }

    private static List<HasMetadata> plan(ModelRollout rollout) {
        ValidRollout valid = ValidRollouts.of(rollout, Optional.empty());
        InferenceSources sources = InferenceSources.of(Optional.of(valid.model()), Intent.none(), List.of());
        return InferenceObjects.of(valid, PlatformPlannerTest.AROUND, sources, InferenceRunning.nothing());
    }

    private static String yaml(List<HasMetadata> objects) {
        return objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
    }
}
