package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command's behaviour at its edges. */
class CommandTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", "../.."));
    private static final String PLATFORM =
            "apiVersion: plumbline.dev/v1alpha1\nkind: MlPlatform\nmetadata: {name: fraud, namespace: ml}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1,\n  b: {c\n",
                "a:\n\tb: 1\n",
                "",
                "hello",
                "- a\n- b\n",
                "foo: bar\n",
                "&a\napiVersion: plumbline.dev/v1alpha1\nkind: MlPlatform\nmetadata: {name: x}\nspec: *a\n",
                "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
                "? [a]\n: b\n",
                "\u0000"
            })
    void unreadableInputIsExitTwoAndOneClearLine(String text) throws IOException {
        var run = Run.of("lint", write("x.yaml", text));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("unreadable  ").doesNotContain("Exception", "\tat ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void malformedYamlIsToldWithLineAndColumn() throws IOException {
        String file = write("x.yaml", "a: 1\nb: 2\nc: }\n");

        assertThat(Run.of("lint", file).out()).containsPattern("x.yaml:3:4: malformed YAML");
    }

    @Test
    void aQuantityMayBeANumberOfBytesBeyond32Bits() throws IOException {
        String spec = "spec: {h2o: {resources: {memory: 5368709120}}}\n";

        assertThat(Run.of("lint", write("x.yaml", PLATFORM + spec)).out()).doesNotContain("PHY-04");
        assertThat(Run.of("render", write("x.yaml", PLATFORM + spec)).out()).contains("-Xmx3072m");
    }

    @Test
    void aCountBeyond32BitsIsAFindingAndNoCrash() throws IOException {
        var run = Run.of(
                "lint", write("x.yaml", PLATFORM + "spec: {h2o: {nodes: 5000000000, resources: {memory: 4Gi}}}\n"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("spec.h2o.nodes 5000000000 is above the maximum 100");
    }

    @Test
    void anchorsDoNotMultiply() throws IOException {
        var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'j'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append("%c: &%c [%s]\n".formatted(c, c, String.join(",", java.util.Collections.nCopies(9, before))));
        }
        assertThat(Run.of("lint", write("bomb.yaml", bomb.toString())).code()).isEqualTo(2);
    }

    @Test
    void missingFilesAndHugeFilesAreExitTwo() throws IOException {
        assertThat(Run.of("lint", folder.resolve("gone.yaml").toString()).out()).contains("no such file or directory");
        assertThat(Run.of("lint", write("huge.yaml", "#".repeat(4 << 20))).out())
                .contains("larger than 3 MiB");
    }

    @Test
    void otherKindsAreIgnoredWithANote() throws IOException {
        var run = Run.of("lint", write("x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Other kinds, not judged: 1 ConfigMap");
    }

    @Test
    void whatTheSchemaRefusesDoesNotHideWhatTheRulesSay() throws IOException {
        var run = Run.of(
                "lint",
                write(
                        "x.yaml",
                        PLATFORM + "spec:\n  postgres: 5\n  h2o:\n    nodes: three\n"
                                + "    resources: {memory: 10Gi}\n    memory: {heapPercent: 90}\n"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("spec.postgres must be a mapping", "spec.h2o.nodes must be an integer", "PHY-02");
    }

    @Test
    void aDirectoryIsReadAsAWhole() {
        var run =
                Run.of("lint", "--today", "2026-11-21", ROOT.resolve("examples").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("MlPlatform fraud  ", "ModelRollout fraud-gbm  ");
    }

    @Test
    void wrongUsageIsExitTwo() {
        assertThat(Run.of("lint").code()).isEqualTo(2);
        assertThat(Run.of("lint", "-o", "xml", "x").code()).isEqualTo(2);
        assertThat(Run.of("frobnicate").code()).isEqualTo(2);
    }

    @Test
    void helpVersionAndCompletionArePrinted() {
        assertThat(Run.of("--help").out()).contains("lint", "render", "Exit codes");
        assertThat(Run.of("--version").out()).startsWith("plumbline ");
        assertThat(Run.of("completion").out()).contains("complete ");
    }

    @Test
    void sarifNamesEveryRuleOnceAndPointsIntoTheFile() throws IOException {
        var sarif = new ObjectMapper()
                .readTree(Run.of("lint", "-o", "sarif", write("x.yaml", PLATFORM + "spec: {h2o: {nodes: 1}}\n"))
                        .out());

        var run = sarif.get("runs").get(0);
        assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
        var result = run.get("results").get(0);
        assertThat(result.get("ruleId").asText()).isEqualTo("PHY-01");
        assertThat(run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id")
                        .asText())
                .isEqualTo("PHY-01");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
    }

    @Test
    void renderPrintsObjectsAndRefusesWhatLintRefuses() throws IOException {
        var good = Run.of("render", write("good.yaml", PLATFORM + "spec: {h2o: {resources: {memory: 10Gi}}}\n"));
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).contains("kind: StatefulSet", "name: fraud-h2o", "-Xmx6144m");

        var bad = Run.of("render", write("bad.yaml", PLATFORM + "spec: {h2o: {nodes: 1}}\n"));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err()).contains("PHY-01");
    }

    @Test
    void renderSaysNothingOfObjectsThatKeepEveryRule() throws IOException {
        String spec = "spec: {h2o: {resources: {memory: 10Gi}}}\n";
        String rollout = """
                ---
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: fraud-gbm, namespace: ml}
                spec:
                  platformRef: {name: fraud}
                  model:
                    name: fraud
                    version: "1"
                    storageUri: https://models.example.com/fraud/1.zip
                    digest: sha256:1111111111111111111111111111111111111111111111111111111111111111
                """;

        var run = Run.of("render", write("good.yaml", PLATFORM + spec + rollout));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("kind: StatefulSet", "kind: Deployment");
        assertThat(run.err().lines()).allMatch(line -> line.startsWith("# "));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
