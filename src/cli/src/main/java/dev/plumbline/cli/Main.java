package dev.plumbline.cli;

import dev.plumbline.cli.artifact.InspectCommand;
import dev.plumbline.cli.artifact.VerifyCommand;
import dev.plumbline.cli.rollout.Cluster;
import dev.plumbline.cli.rollout.RolloutCommand;
import dev.plumbline.mojo.Deserialization;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code plumbline}, also callable as {@code kubectl plumbline}. */
@Command(
        name = "plumbline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Holds manifests of a machine-learning platform true to its views, and asks rollouts for something.",
        subcommands = {
            LintCommand.class,
            RenderCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            Main.Completion.class
        },
        footer = {"", "Exit codes: 0 clean, 1 blocking findings, 2 unreadable input or wrong usage."})
public final class Main implements Runnable {

    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        // A library asks for a logging backend; there is none, and its complaint is no concern of the reader.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Deserialization.close();
        int code;
        try {
            code = commandLine().execute(args);
        } catch (StackOverflowError | OutOfMemoryError tooMuch) {
            System.err.println("plumbline: the input takes more memory than this command may use");
            code = 2;
        }
        System.exit(code);
    }

    /** The command line with all its verbs; an unforeseen error is one line, not a stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new RolloutCommand(new Cluster.Live()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, line, result) -> {
                    String what = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
                    line.getErr()
                            .println("plumbline: " + what.lines().findFirst().orElse(""));
                    if (System.getenv("PLUMBLINE_DEBUG") != null) {
                        error.printStackTrace(line.getErr());
                    }
                    return 2;
                });
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Prints a script for the shell: {@code source <(plumbline completion)}. */
    @Command(
            name = "completion",
            mixinStandardHelpOptions = true,
            description = "Prints the completion script for bash and zsh: source <(plumbline completion)")
    static final class Completion implements Runnable {

        @Spec
        CommandSpec spec;

        @Override
        public void run() {
            var root = spec.root().commandLine();
            spec.commandLine().getOut().print(AutoComplete.bash("plumbline", root));
            spec.commandLine().getOut().flush();
        }
    }
}
