package dev.plumbline.scorer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.MojoLoader;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels that are numbers of more digits than a double holds, such as those of an account. */
class LongLevelsTest {

    private static final int MAX_ROWS = 10;
    private static Serving serving;

    /** A model of the tests, two countries of which are called by numbers. */
    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.zip");
        try (ZipFile source = new ZipFile(
                        TestModels.FOLDER.resolve("gbm-binomial-v1.zip").toFile());
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (Enumeration<? extends ZipEntry> left = source.entries(); left.hasMoreElements(); ) {
                ZipEntry entry = left.nextElement();
                copy.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = source.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    copy.write(entry.getName().startsWith("domains/") ? renamed(bytes) : bytes);
                }
            }
        }
        Sha256 digest = Sha256.of(Files.readAllBytes(file));
        Outcome<LoadedModel> outcome = new MojoGate(MojoLimits.DEFAULT, "3.46.0.11")
                .admit(new ArtifactFile(file, digest, Files.size(file)))
                .then(MojoLoader::load);
        LoadedModel model = ((Outcome.Passed<LoadedModel>) outcome).value();
        serving = new Serving(1, TestModels.ref("gbm-binomial-v1"), model, 0);
    }

    private static byte[] renamed(byte[] domain) {
        return new String(domain, StandardCharsets.UTF_8)
                .replaceAll("(?m)^IT$", "1000000000000000")
                .replaceAll("(?m)^US$", "1234567890123456789")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rows(String value) {
        return bytes("{\"instances\":[{\"amount\":60.72,\"country\":" + value + "}]}");
    }

    private static byte[] tensors(String datatype, String value) {
        return bytes("{\"inputs\":[{\"name\":\"amount\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[60.72]},"
                + "{\"name\":\"country\",\"shape\":[1],\"datatype\":\"" + datatype + "\",\"data\":[" + value + "]}]}");
    }

    @ParameterizedTest
    @CsvSource({"1000000000000000,0", "1234567890123456789,0", "1234567890123456788,1", "-1234567890123456789,1"})
    void a_number_is_the_level_of_its_own_text(String number, int unknown) throws BadInput {
        Scored text = RowProtocol.carefully(serving, Scorer.DIRECT, rows('"' + number + '"'), MAX_ROWS);
        assertThat(text.tally().unknownLevels()).isEqualTo(unknown);
        byte[] body = rows(number);
        assertThat(Seen.of(RowProtocol.carefully(serving, Scorer.DIRECT, body, MAX_ROWS)))
                .isEqualTo(Seen.of(text));
        assertThat(new RowScanner(serving.model(), RowNames.of(serving.model()))
                        .score(serving, Scorer.DIRECT.open(serving), body, MAX_ROWS)
                        .map(Seen::of))
                .contains(Seen.of(text));
    }

    @ParameterizedTest
    @CsvSource({"1000000000000000,0", "1234567890123456789,0", "1234567890123456788,1", "-1234567890123456789,1"})
    void an_element_of_a_tensor_is_too(String number, int unknown) throws BadInput {
        byte[] asText = tensors("BYTES", '"' + number + '"');
        Scored text = TensorProtocol.carefully(serving, Scorer.DIRECT, asText, MAX_ROWS);
        assertThat(text.tally().unknownLevels()).isEqualTo(unknown);
        for (String datatype : new String[] {"INT64", "FP64"}) {
            byte[] body = tensors(datatype, number);
            assertThat(Seen.of(TensorProtocol.carefully(serving, Scorer.DIRECT, body, MAX_ROWS)))
                    .isEqualTo(Seen.of(text));
            assertThat(new TensorScanner(serving.model(), RowNames.of(serving.model()))
                            .score(serving, Scorer.DIRECT.open(serving), body, MAX_ROWS)
                            .map(Seen::of))
                    .contains(Seen.of(text));
        }
    }

    @Test
    void what_is_not_written_as_a_whole_number_is_the_level_that_its_double_has() throws BadInput {
        Scored quick = RowProtocol.score(serving, rows("1e15"), MAX_ROWS);
        assertThat(quick.tally().unknownLevels()).isEqualTo(1);
        assertThat(Seen.of(quick))
                .isEqualTo(Seen.of(RowProtocol.carefully(serving, Scorer.DIRECT, rows("1e15"), MAX_ROWS)));
    }
}
