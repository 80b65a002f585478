package dev.plumbline.mojo;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.plumbline.mojo.gate.MojoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models under {@code src/test/resources/mojos}, and what the cluster that trained them predicted. */
final class Fixtures {

    static final Path FOLDER = Path.of("src/test/resources/mojos");
    static final MojoGate GATE = new MojoGate(MojoLimits.DEFAULT, "3.46.0.11");

    /** A row and the answer of the cluster; a missing value is JSON null. */
    record Question(Map<String, JsonElement> input, Map<String, JsonElement> prediction) {}

    record Recorded(String model, List<String> columns, List<Question> rows) {}

    private Fixtures() {}

    static Stream<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .map(name -> name.substring(0, name.length() - ".zip".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    static Path zip(String name) {
        return FOLDER.resolve(name + ".zip");
    }

    static Recorded recorded(String name) throws IOException {
        return new Gson().fromJson(Files.readString(FOLDER.resolve(name + ".json")), Recorded.class);
    }

    static Outcome<MojoArchive> admit(Path file) throws IOException {
        Sha256 digest = Sha256.of(Files.readAllBytes(file));
        return ArtifactFile.verify(file, digest, MojoLimits.DEFAULT.maxArchiveBytes())
                .then(verified -> {
                    try {
                        return GATE.admit(verified);
                    } catch (IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                });
    }

    static LoadedModel load(String name) throws IOException {
        return switch (admit(zip(name)).then(MojoLoader::load)) {
            case Outcome.Passed<LoadedModel>(LoadedModel model) -> model;
            case Outcome.Refused<LoadedModel>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
