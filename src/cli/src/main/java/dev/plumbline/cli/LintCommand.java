package dev.plumbline.cli;

import dev.plumbline.cli.lint.Lint;
import dev.plumbline.cli.lint.Manifests;
import dev.plumbline.cli.report.HumanReport;
import dev.plumbline.cli.report.JsonReport;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.report.SarifReport;
import dev.plumbline.cli.report.Style;
import dev.plumbline.cli.yaml.DocumentReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline lint}: the webhook's rules, offline. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Judges manifests by the same rules as the admission webhook.",
            "A rollout finds its platform and its neighbours among the manifests given."
        },
        footer = {"", "Exit codes: 0 clean, 1 blocking findings, 2 unreadable input."})
final class LintCommand implements Callable<Integer> {

    /** How the findings are printed. */
    enum Format {
        HUMAN,
        JSON,
        SARIF
    }

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR|-", description = "Files, directories, or - for standard input.")
    List<String> inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "human, json or sarif. Default: ${DEFAULT-VALUE}.")
    Format format;

    @Option(
            names = "--today",
            paramLabel = "YYYY-MM-DD",
            description = "The day on which dated exemptions are judged. Default: today in UTC.")
    LocalDate today;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var report = report(inputs, today == null ? LocalDate.now(Clock.systemUTC()) : today);
        var out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case HUMAN -> HumanReport.of(report, style());
                    case JSON -> JsonReport.of(report);
                    case SARIF -> SarifReport.of(report, Version.text());
                });
        out.flush();
        return report.exitCode();
    }

    static Report report(List<String> inputs, LocalDate today) {
        var reader = new DocumentReader();
        inputs.forEach(input -> reader.read(input, System.in));
        var manifests = Manifests.of(reader.documents());
        var failures = new ArrayList<>(reader.failures());
        failures.addAll(manifests.failures());
        return new Report(Lint.judge(manifests.manifests(), today), failures, manifests.ignored());
    }

    private static Style style() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return Style.of(terminal, System.getenv("NO_COLOR"));
    }
}
