package dev.plumbline.cli.rollout;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Verb;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline rollout}: the verbs of a rollout. Each sets a field or an annotation; the operator does the rest. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Looks at a ModelRollout of a cluster, or asks it for something once.",
        footer = {
            "",
            "Exit codes: 0 as asked, 1 it ended otherwise or there was nothing to do,",
            "2 wrong usage or no way to the cluster, 3 the time was over."
        })
public final class RolloutCommand implements Runnable {

    static final int OTHERWISE = 1;
    static final int TIME_OVER = 3;

    private final Cluster cluster;

    @Spec
    CommandSpec spec;

    public RolloutCommand(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Prints where the rollout stands.")
    int status(
            @Mixin Where where,
            @Option(names = "--wait", description = "Wait until the wanted model is active in every Pod, or given up.")
                    boolean wait,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description = "text or json.")
                    String format) {
        return on(where, rollout -> {
            Waiting waiting = new Waiting(rollout, where.timeout);
            Optional<ModelRollout> end = wait ? waiting.until(Waiting::isAtRest) : Optional.of(rollout.read());
            ModelRollout seen = end.orElseGet(rollout::read);
            print("json".equals(format) ? Serialization.asJson(seen.getStatus()) + "\n" : RolloutPage.of(seen));
            if (end.isEmpty()) {
                return TIME_OVER;
            }
            return !wait || Waiting.is(seen, "Ready", "True") ? 0 : OTHERWISE;
        });
    }

    @Command(
            name = "abort",
            mixinStandardHelpOptions = true,
            description = "Gives up the model that is being rolled out; it is not tried again until retry.")
    int abort(@Mixin Where where, @Mixin Patience patience) {
        return ask(Verb.ABORT, where, patience);
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Brings back the model that was active before.")
    int rollback(@Mixin Where where, @Mixin Patience patience) {
        return ask(Verb.ROLLBACK, where, patience);
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Tries again what was given up.")
    int retry(@Mixin Where where, @Mixin Patience patience) {
        return ask(Verb.RETRY, where, patience);
    }

    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description = "Switches to the new model now, without the rest of the steps.")
    int promote(@Mixin Where where, @Mixin Patience patience) {
        return ask(Verb.PROMOTE, where, patience);
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Stops where it stands; the switch itself is finished.")
    int pause(@Mixin Where where) {
        return pause(where, true);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on after a pause.")
    int resume(@Mixin Where where) {
        return pause(where, false);
    }

    private int on(Where where, ToIntFunction<Rollout> act) {
        try {
            return cluster.on(where, act);
        } catch (Rollout.NotReached reason) {
            spec.commandLine().getErr().println("plumbline: " + reason.getMessage());
            return 2;
        }
    }

    private int pause(Where where, boolean paused) {
        return on(where, rollout -> {
            rollout.pause(paused);
            print(rollout.named() + (paused ? " is paused\n" : " goes on\n"));
            return 0;
        });
    }

    private int ask(Verb verb, Where where, Patience patience) {
        return on(where, rollout -> {
            String nonce = UUID.randomUUID().toString();
            rollout.annotate(verb.annotation(), nonce);
            if (!patience.wait) {
                print("%s: %s is asked for (%s)%n".formatted(rollout.named(), verb.word(), nonce));
                return 0;
            }
            Waiting waiting = new Waiting(rollout, where.timeout);
            Optional<ActionStatus> answer = waiting.until(
                            r -> Waiting.answer(r, verb.word(), nonce).isPresent())
                    .flatMap(r -> Waiting.answer(r, verb.word(), nonce));
            if (answer.isEmpty()) {
                print("%s: the operator has not taken up the %s yet%n".formatted(rollout.named(), verb.word()));
                return TIME_OVER;
            }
            print("%s: %s%n".formatted(rollout.named(), answer.get().outcome()));
            if (!Boolean.TRUE.equals(answer.get().done())) {
                return OTHERWISE;
            }
            Optional<ModelRollout> end = waiting.until(Waiting::isAtRest);
            print(RolloutPage.of(end.orElseGet(rollout::read)));
            return end.isPresent() ? 0 : TIME_OVER;
        });
    }

    private void print(String text) {
        CommandLine line = spec.commandLine();
        line.getOut().print(text);
        line.getOut().flush();
    }

    /** Whether to stay until it is done. */
    static final class Patience {
        @Option(names = "--wait", description = "Wait until it is done and print what came of it.")
        boolean wait;
    }
}
