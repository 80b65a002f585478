package dev.plumbline.cli.artifact;

import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.Inspection;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.mojo.gate.MojoLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline inspect}: what is in an archive, and whether it would be accepted. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a MOJO as the verify Job does and prints what is in it.",
            "Nothing of it is loaded: the bytes are counted and followed, in a heap of 256 MiB."
        },
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 not found, unreadable or wrong usage."})
public final class InspectCommand implements Callable<Integer> {

    /** How the report is printed. */
    enum Format {
        HUMAN,
        JSON
    }

    @Parameters(paramLabel = "FILE", description = "A MOJO, as download_mojo() writes it.")
    Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "human or json. Default: ${DEFAULT-VALUE}.")
    Format format;

    @Option(
            names = "--h2o-version",
            paramLabel = "VERSION",
            defaultValue = Verification.H2O_VERSION,
            description = "H2O version of the platform. Default: ${DEFAULT-VALUE}.")
    String h2oVersion;

    @Option(
            names = "--limit",
            paramLabel = "NAME=NUMBER",
            description = "A limit other than the default, such as maxTrees=300000; may be given several times.")
    List<String> limits = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        MojoLimits bounds;
        try {
            bounds = MojoLimits.DEFAULT.with(String.join(",", limits));
        } catch (IllegalArgumentException unknown) {
            return unusable(unknown.getMessage());
        }
        if (!Files.isRegularFile(file)) {
            return unusable(Files.isDirectory(file) ? file + " is a folder" : file + " is not found");
        }
        Verdict verdict;
        String text;
        try {
            verdict = judge(bounds);
            text = text(verdict);
        } catch (IOException unreadable) {
            return unusable(file + " cannot be read");
        } catch (OutOfMemoryError tooLarge) {
            verdict = Verdict.refused(new Refusal(
                    Refusal.Reason.NotAMojo,
                    "an entry of the archive is larger than the memory of this command; PLUMBLINE_HEAP=1g gives more"));
            text = text(verdict);
        }
        out.println(text);
        out.flush();
        return verdict.accepted() ? 0 : 1;
    }

    private String text(Verdict verdict) {
        return format == Format.JSON ? verdict.pretty() : HumanVerdict.of(file.toString(), verdict);
    }

    private Verdict judge(MojoLimits bounds) throws IOException {
        if (Files.size(file) > bounds.maxArchiveBytes()) {
            return Verdict.refused(new Refusal(
                    Refusal.Reason.NotAMojo,
                    "the archive is larger than %d bytes".formatted(bounds.maxArchiveBytes())));
        }
        return switch (new MojoGate(bounds, h2oVersion).inspect(ArtifactFile.ofOwnDigest(file))) {
            case Outcome.Passed<Inspection>(Inspection found) ->
                Verdict.accepted(Reports.of(found), "the archive is a MOJO within all limits");
            case Outcome.Refused<Inspection>(Refusal refusal) -> Verdict.refused(refusal);
        };
    }

    private int unusable(String what) {
        spec.commandLine().getErr().println("plumbline: " + what);
        spec.commandLine().getErr().flush();
        return 2;
    }
}
