package dev.plumbline.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    static final Path MODELS = Path.of(System.getProperty("plumbline.root"), "src/mojo/src/test/resources/mojos");

    @TempDir
    Path folder;

    @Test
    void tells_people_what_is_in_an_archive() {
        Run run = Run.of("inspect", MODELS.resolve("gbm-binomial-v1.zip").toString());
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("accepted")
                .contains("gbm, Binomial")
                .contains("trees")
                .contains("country                  categorical, 6 levels: AT, CH, DE");
    }

    @Test
    void tells_scripts_the_same() throws IOException {
        Run run = Run.of(
                "inspect", "-o", "json", MODELS.resolve("glm-binomial.zip").toString());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isZero();
        assertThat(json.get("accepted").booleanValue()).isTrue();
        assertThat(json.at("/report/coefficients").intValue()).isEqualTo(18);
        assertThat(json.at("/report/columns/0/values/0").textValue()).isEqualTo("AT");
    }

    @Test
    void says_why_it_refuses() throws IOException {
        byte[] half = Files.readAllBytes(MODELS.resolve("kmeans.zip"));
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(half, half.length / 2));
        Run run = Run.of("inspect", cut.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("REFUSED (NotAMojo)");
        Run other = Run.of(
                "inspect",
                "--h2o-version",
                "3.44.0.3",
                MODELS.resolve("kmeans.zip").toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("H2OVersionMismatch").contains("3.46.0.11");
        Run limited = Run.of(
                "inspect",
                "--limit",
                "maxTrees=3",
                MODELS.resolve("gbm-binomial-v1.zip").toString());
        assertThat(limited.code()).isEqualTo(1);
    }

    @Test
    void tells_a_missing_file_from_a_refused_one() {
        assertThat(Run.of("inspect", folder.resolve("none.zip").toString()).code())
                .isEqualTo(2);
        assertThat(Run.of("inspect", folder.toString()).code()).isEqualTo(2);
        assertThat(Run.of("inspect").code()).isEqualTo(2);
        assertThat(Run.of(
                                "inspect",
                                "--limit",
                                "x=1",
                                MODELS.resolve("kmeans.zip").toString())
                        .code())
                .isEqualTo(2);
    }
}
