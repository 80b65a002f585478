package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The rules over planned objects, as render asks them. No manifest is known that the first rules let through and these do
 * not; so the first are passed over here, as they would be by a mistake in them.
 */
class RenderedPlanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    Path folder;

    private record Rendered(int code, String out, String err) {}

    /** @param jvmArgs of H2O */
    private Rendered render(String jvmArgs) throws IOException {
        Path file = Files.writeString(folder.resolve("platform.yaml"), """
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: {h2o: {resources: {memory: 10Gi}, jvmArgs: [%s]}}
                """.formatted(jvmArgs));
        var command = new RenderCommand();
        var line = new CommandLine(command);
        var out = new StringWriter();
        var err = new StringWriter();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.parseArgs(file.toString());
        Report report = LintCommand.report(List.of(file.toString()), TODAY);
        return new Rendered(command.render(report, TODAY), out.toString(), err.toString());
    }

    @Test
    void objectsThatBreakARuleAreNotPrinted() throws IOException {
        Rendered two = render("\"-Xmx9g\"");

        assertThat(two.code()).isEqualTo(1);
        assertThat(two.out()).isEmpty();
        assertThat(two.err())
                .contains(
                        "MlPlatform ml/fraud",
                        "PHY-02   blocking  Physical     StatefulSet/fraud-h2o container h2o",
                        "refused  1 manifest, 1 blocking finding");
    }

    @Test
    void objectsThatKeepTheRulesAre() throws IOException {
        Rendered good = render("\"-XX:+UseG1GC\"");

        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).contains("kind: StatefulSet", "-XX:+UseG1GC", "-Xmx6144m");
        assertThat(good.err().lines()).allMatch(line -> line.startsWith("# "));
    }
}
