package dev.plumbline.bench.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Redis that can be killed, frozen and started again on the same port. */
final class RedisServer implements AutoCloseable {

    private final int port;
    private final Path folder = Files.createTempDirectory("bench-redis");
    private Process process;

    RedisServer(int port) throws IOException, InterruptedException {
        this.port = port;
        start();
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of(
                        "redis-server", "--port", Integer.toString(port), "--save", "", "--dir", folder.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket up = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("redis-server does not listen on " + port);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        Files.deleteIfExists(folder);
    }
}
