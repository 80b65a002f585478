package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder under {@code plans} holds one platform, {@code in-MlPlatform.yaml}, and every object that it becomes,
 * {@code out-<Kind>-<name>.yaml}. {@code -Dgolden.update=true} writes the outputs anew, to be read in the diff.
 */
class PlannedObjectsTest {
    private static final Path PLANS =
            Path.of(System.getProperty("plumbline.root"), "src/core/src/test/resources/plans");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final String INPUT = "in-MlPlatform.yaml";

    @TestFactory
    Stream<DynamicContainer> everyCase() throws IOException {
        try (Stream<Path> cases = Files.list(PLANS)) {
            return cases.sorted().toList().stream()
                    .map(folder -> dynamicContainer(folder.getFileName().toString(), tests(folder)));
        }
    }

    private static Stream<DynamicTest> tests(Path folder) {
        Map<String, String> outputs = outputs(folder);
        if (UPDATE) {
            rewrite(folder, outputs);
        }
        Stream<DynamicTest> each = outputs.entrySet().stream()
                .map(output -> dynamicTest(output.getKey(), () -> assertThat(output.getValue())
                        .isEqualTo(read(folder.resolve(output.getKey())))));
        DynamicTest noneUnused = dynamicTest("no file is unused", () -> assertThat(files(folder))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(INPUT), outputs.keySet().stream())
                        .toList()));
        DynamicTest accepted = dynamicTest("the rules accept the input", () -> assertThat(Policies.admission()
                        .judge(PlatformSubject.created(input(folder), LocalDate.of(2026, 11, 21)))
                        .blocking())
                .isEmpty());
        return Stream.concat(each, Stream.of(noneUnused, accepted));
    }

    private static Map<String, String> outputs(Path folder) {
        ValidPlatform platform = ValidPlatforms.of(input(folder));
        Map<String, String> outputs = new TreeMap<>();
        Stream.concat(
                        PlatformPlanner.plan(platform, PlatformPlannerTest.AROUND).objects().stream(),
                        Credentials.of(platform, name -> "PasswordOf" + name.replace("-", "")).stream())
                .forEach(each -> outputs.put(fileName(each), Serialization.asYaml(each)));
        return outputs;
    }

    private static MlPlatform input(Path folder) {
        return Serialization.unmarshal(read(folder.resolve(INPUT)), MlPlatform.class);
    }

    private static String fileName(HasMetadata object) {
        return "out-" + object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
    }

    private static void rewrite(Path folder, Map<String, String> outputs) {
        try {
            for (String old : files(folder)) {
                if (!old.equals(INPUT)) {
                    Files.delete(folder.resolve(old));
                }
            }
            for (Map.Entry<String, String> output : outputs.entrySet()) {
                Files.writeString(folder.resolve(output.getKey()), output.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
