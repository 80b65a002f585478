package dev.plumbline.operator.it;

import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.LocalPort;
import dev.plumbline.testcluster.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The operator as it is shipped, as a process on this machine, watching one namespace and leading alone in it. */
final class OperatorProcess implements AutoCloseable {

    /** What is changed by hand is back by then: twice what is promised, since another class has half of the machine. */
    static final Duration REPAIR = Duration.ofSeconds(10);

    private static final Path TARGET = Path.of(System.getProperty("plumbline.root"), "src/operator/target");
    private static final Path JAR = TARGET.resolve("plumbline-operator-0.1.0-runner.jar");

    /**
     * What one operator has loaded and linked, the next one need not: half of the processor time of a start. It lives for a
     * minute or two, so what it would gain by the optimizing compiler is less than that compiler takes.
     */
    private static final List<String> SHORT_LIVED = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + archive());

    // The API server and this JVM have the processors in common with the Pods; ten questions a second are no small
    // part.
    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(400));
    }

    // Asked some times a second: a client for each question would cost more than the answer.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Path directory;
    private final int httpPort = LocalPort.free();
    private Process process;

    OperatorProcess(Cluster cluster, TestNamespace namespace, Map<String, String> more) {
        try {
            directory = Files.createTempDirectory("plumbline-operator");
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
            environment.put("KUBECONFIG", kubeconfig.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PLUMBLINE_WATCH_NAMESPACES", namespace.name());
        environment.put("POD_NAMESPACE", namespace.name());
        environment.put("POD_NAME", "operator");
        environment.put("PLUMBLINE_LISTEN_HTTP", Integer.toString(httpPort));
        environment.put("PLUMBLINE_LISTEN_HTTPS", Integer.toString(LocalPort.free()));
        environment.put("PLUMBLINE_WEBHOOK_CERTIFICATE_MODE", "off");
        environment.putAll(more);
    }

    /** Of this very build: an archive of another one is neither used nor written anew, so those go. */
    private static Path archive() {
        try {
            String name = "operator-classes-" + Files.getLastModifiedTime(JAR).toMillis() + ".jsa";
            try (DirectoryStream<Path> archives = Files.newDirectoryStream(TARGET, "operator-classes*.jsa")) {
                for (Path other : archives) {
                    if (!other.endsWith(name)) {
                        Files.deleteIfExists(other);
                    }
                }
            }
            return TARGET.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the operator is not built", e);
        }
    }

    /** Starts the process and returns without waiting. */
    OperatorProcess start() {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-jar", JAR.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    OperatorProcess awaitReady() {
        Awaitility.await("operator ready; its log is " + log())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the operator ended; its log is " + log());
                    }
                    return get("/q/health/ready") == 200;
                });
        return this;
    }

    int get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    Path log() {
        return directory.resolve("operator.log");
    }

    @Override
    public void close() {
        process.destroy();
        if (!await()) {
            process.destroyForcibly();
        }
    }

    private boolean await() {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
