package dev.plumbline.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.MojoLoader;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that the module {@code mojo} keeps for its tests, with the predictions of the cluster. */
public final class TestModels {

    public static final ObjectMapper JSON = new ObjectMapper();

    public static final Path FOLDER =
            Path.of(System.getProperty("plumbline.root", "../..")).resolve("src/mojo/src/test/resources/mojos");

    private TestModels() {}

    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .map(name -> name.substring(0, name.length() - ".zip".length()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Sha256 digest(String name) {
        try {
            return Sha256.of(Files.readAllBytes(FOLDER.resolve(name + ".zip")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A reference whose version is the name of the file. */
    public static ModelRef ref(String name) {
        return new ModelRef("fraud", name, digest(name), "pvc://store/" + name + ".zip");
    }

    public static LoadedModel load(String name) {
        try {
            Path file = FOLDER.resolve(name + ".zip");
            ArtifactFile artifact = new ArtifactFile(file, digest(name), Files.size(file));
            Outcome<LoadedModel> outcome = new MojoGate(MojoLimits.DEFAULT, "3.46.0.11")
                    .admit(artifact)
                    .then(MojoLoader::load);
            return ((Outcome.Passed<LoadedModel>) outcome).value();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Serving serving(String name, long epoch) {
        return new Serving(epoch, ref(name), load(name), 0);
    }

    /** Rows and predictions as recorded; {@code rows[i].input} and {@code rows[i].prediction}. */
    public static JsonNode recorded(String name) {
        try {
            return JSON.readTree(FOLDER.resolve(name + ".json").toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
