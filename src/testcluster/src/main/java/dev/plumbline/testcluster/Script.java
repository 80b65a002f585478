package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The testcluster script: it owns every process, so that a cluster outlives the JVM and is found again by the next.
 *
 * @param path the executable
 */
record Script(Path path) {

    String whyNoNode() {
        return run("levels")
                .lines()
                .filter(line -> line.startsWith("node: "))
                .map(line -> line.substring("node: ".length()))
                .filter(reason -> !reason.equals("yes"))
                .findFirst()
                .orElse("");
    }

    /** Starts the cluster or finds it running; who starts it here says so, and {@code make test} ends only that. */
    Cluster up(Level level) {
        Level running = runningLevel().filter(found -> found.serves(level)).orElseGet(() -> {
            run("up", "--level", level.flag(), "--owner", "test");
            return level;
        });
        try {
            return new Cluster(
                    "local " + running.flag(),
                    running,
                    Files.readString(Path.of(run("kubeconfig").strip())),
                    Optional.of(Path.of(run("audit-log").strip())));
        } catch (IOException e) {
            throw new UncheckedIOException("the cluster is up and its kubeconfig cannot be read", e);
        }
    }

    private Optional<Level> runningLevel() {
        String level = run("level").strip();
        return Stream.of(Level.values())
                .filter(each -> each.flag().equals(level))
                .findFirst();
    }

    /** Standard output; progress goes through to the terminal as it comes. */
    private String run(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("exit " + exit + " of: " + String.join(" ", command));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }
}
