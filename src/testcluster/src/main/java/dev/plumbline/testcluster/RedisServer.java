package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Redis for one test: a process of its own on a free port, which the test may kill, freeze and start again. */
public final class RedisServer implements AutoCloseable {

    /** The reason that a skipped test shows. */
    public static final String MISSING = "no redis-server on the PATH (Debian: apt-get install redis-tools)";

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    private RedisServer(Path folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = List.copyOf(settings);
    }

    public static boolean isInstalled() {
        return binary().isPresent();
    }

    /** @param settings lines of redis.conf, such as {@code maxmemory 2mb} */
    public static RedisServer launch(String... settings) {
        try (ServerSocket free = new ServerSocket(0)) {
            RedisServer server =
                    new RedisServer(Files.createTempDirectory("redis-test"), free.getLocalPort(), List.of(settings));
            free.close();
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
        Path link = folder.resolve("redis-server");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, binary().orElseThrow(() -> new IllegalStateException(MISSING)));
        }
        Path conf = folder.resolve("redis.conf");
        List<String> lines = new ArrayList<>(List.of(
                "bind 127.0.0.1", "port " + port, "dir " + folder, "save \"\"", "appendonly no", "daemonize no"));
        lines.addAll(settings);
        Files.write(conf, lines);
        process = new ProcessBuilder(link.toString(), conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!listens()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException(
                        "redis-server does not listen: " + Files.readString(folder.resolve("log")));
            }
            pause();
        }
    }

    /** Ends it without a word to its clients. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
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

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of("redis-server", "redis-check-rdb")
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
