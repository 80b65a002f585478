package dev.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is what the generator writes today. */
class GeneratedFilesTest {

    private final Path root = Path.of(System.getProperty("plumbline.root"));

    @Test
    void committedFilesAreFresh(@TempDir Path fresh) throws IOException {
        Generate.main(fresh.toString());
        List<Path> written = filesBelow(fresh);
        assertThat(written).isNotEmpty();
        for (Path file : written) {
            Path committed = root.resolve(fresh.relativize(file));
            assertThat(committed).as("run `make generate`").exists();
            assertThat(committed).as("run `make generate`").hasSameTextualContentAs(file);
        }
    }

    @Test
    void nothingStaleIsLeftBeside(@TempDir Path fresh) throws IOException {
        Generate.main(fresh.toString());
        for (String folder : List.of("crds", "helm/plumbline/crds", "docs/api", "docs/rules")) {
            assertThat(namesIn(root.resolve(folder)))
                    .as(folder + ": run `make generate` and remove what it no longer writes")
                    .isEqualTo(namesIn(fresh.resolve(folder)));
        }
    }

    @Test
    void writesTheSameBytesTwice(@TempDir Path once, @TempDir Path twice) throws IOException {
        Generate.main(once.toString());
        Generate.main(twice.toString());
        for (Path file : filesBelow(once)) {
            assertThat(file).hasSameBinaryContentAs(twice.resolve(once.relativize(file)));
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
