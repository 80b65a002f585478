package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server that is a process of one test, with a folder for its files that goes when it is closed. */
final class ServerProcess implements AutoCloseable {

    private final Path folder;
    private Process process;

    /** @param prefix of the name of its folder */
    ServerProcess(String prefix) throws IOException {
        folder = Files.createTempDirectory(prefix);
    }

    Path folder() {
        return folder;
    }

    long pid() {
        return process.pid();
    }

    void start(List<String> command, Duration patience, Duration pause, BooleanSupplier ready) throws IOException {
        start(command, Map.of(), patience, pause, ready);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param variables of its environment, beside those of this process
     * @throws IllegalStateException with its log, when it ends before that or is not ready in time
     */
    void start(
            List<String> command,
            Map<String, String> variables,
            Duration patience,
            Duration pause,
            BooleanSupplier ready)
            throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        process = builder.start();
        long end = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException(
                        Path.of(command.getFirst()).getFileName() + " is not ready: " + Files.readString(log));
            }
            sleep(pause);
        }
    }

    /** Ends it without a word to its clients. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
