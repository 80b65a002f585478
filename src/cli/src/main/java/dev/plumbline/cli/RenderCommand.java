package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.plumbline.cli.report.HumanReport;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.report.Style;
import dev.plumbline.plan.Images;
import dev.plumbline.plan.Surroundings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline render}: the objects that manifests would become. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the Kubernetes objects that platforms and rollouts would become.",
            "Manifests with blocking findings are refused and the findings printed to standard error.",
            "So are manifests whose objects would break a rule: the operator would apply none of them."
        },
        footer = {"", "Exit codes: 0 rendered, 1 blocking findings, 2 unreadable input."})
final class RenderCommand implements Callable<Integer> {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR|-", description = "Files, directories, or - for standard input.")
    List<String> inputs;

    @Option(
            names = "--images",
            paramLabel = "PREFIX",
            defaultValue = "localhost/plumbline-",
            description =
                    "What stands before h2o, postgres, redis and scorer in image names. Default: ${DEFAULT-VALUE}.")
    String images;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            defaultValue = "plumbline-system",
            description = "Namespace of the operator, which network policies let in. Default: ${DEFAULT-VALUE}.")
    String operatorNamespace;

    @Option(
            names = "--cluster-domain",
            paramLabel = "NAME",
            defaultValue = "cluster.local",
            description = "DNS suffix of the cluster. Default: ${DEFAULT-VALUE}.")
    String clusterDomain;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Report report = LintCommand.report(inputs, today);
        if (report.exitCode() != 0) {
            return tell(report);
        }
        return render(report, today);
    }

    /** Plans what lint accepted, judges the plan, and prints it when the operator would apply it. */
    int render(Report accepted, LocalDate today) throws JsonProcessingException {
        var rendering = new Rendering(surroundings(), accepted, today);
        Report planned = rendering.report();
        if (planned.exitCode() != 0) {
            return tell(planned);
        }
        if (planned.warnings() > 0) {
            tell(planned);
        }
        PrintWriter out = spec.commandLine().getOut();
        for (HasMetadata object : rendering.objects()) {
            out.println("---");
            out.print(YAML.writeValueAsString(object));
        }
        rendering.notes().forEach(note -> spec.commandLine().getErr().println("# " + note));
        out.flush();
        spec.commandLine().getErr().flush();
        return 0;
    }

    /** @return the exit code */
    private int tell(Report report) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(HumanReport.of(report, Style.PLAIN));
        err.flush();
        return report.exitCode();
    }

    private Surroundings surroundings() {
        var patterns = new Images(
                images + "h2o:{version}",
                images + "postgres:{version}",
                images + "redis:{version}",
                images + "scorer:" + Version.text());
        return new Surroundings(patterns, operatorNamespace, clusterDomain);
    }
}
