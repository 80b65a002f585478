package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Redis for one test: a process of its own on a free port, which the test may kill, freeze and start again. */
public final class RedisServer implements AutoCloseable {

    /** The reason that a skipped test shows. */
    public static final String MISSING = "no redis-server on the PATH (Debian: apt-get install redis-tools)";

    private static final Program PROGRAM = Program.onPath(MISSING, "redis-server", "redis-check-rdb");

    private final ServerProcess process;
    private final int port;
    private final List<String> settings;

    private RedisServer(ServerProcess process, int port, List<String> settings) {
        this.process = process;
        this.port = port;
        this.settings = List.copyOf(settings);
    }

    public static boolean isInstalled() {
        return PROGRAM.isInstalled();
    }

    /** @param settings lines of redis.conf, such as {@code maxmemory 2mb} */
    public static RedisServer launch(String... settings) {
        try {
            RedisServer server = new RedisServer(new ServerProcess("redis-test"), LocalPort.free(), List.of(settings));
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return port;
    }

    /** Starts it, again on the same port, and waits until it listens. */
    public void start() throws IOException {
        // Debian has the server in redis-tools under the name of one of the tools; it goes by the name it is called by.
        Path folder = process.folder();
        Path link = folder.resolve("redis-server");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, PROGRAM.path());
        }
        Path conf = folder.resolve("redis.conf");
        List<String> lines = new ArrayList<>(List.of(
                "bind 127.0.0.1", "port " + port, "dir " + folder, "save \"\"", "appendonly no", "daemonize no"));
        lines.addAll(settings);
        Files.write(conf, lines);
        process.start(
                List.of(link.toString(), conf.toString()),
                Duration.ofSeconds(10),
                Duration.ofMillis(10),
                () -> LocalPort.listens(port));
    }

    /** Ends it without a word to its clients. */
    public void kill() {
        process.kill();
    }

    /** It keeps its connections and answers nothing. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        process.close();
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
