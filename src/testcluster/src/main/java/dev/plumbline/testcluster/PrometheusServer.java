package dev.plumbline.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A real Prometheus for one test: a process of its own on a free port. */
public final class PrometheusServer implements AutoCloseable {

    /** The reason that a skipped test shows. */
    public static final String MISSING =
            "no prometheus at $PLUMBLINE_PROMETHEUS or on the PATH (make test takes it out of Debian's package)";

    private static final Program PROGRAM = Program.at("PLUMBLINE_PROMETHEUS", "prometheus", MISSING);

    private final ServerProcess process;
    private final int port;

    private PrometheusServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return PROGRAM.isInstalled();
    }

    /**
     * Starts one that looks at its targets twice a second, and waits until it answers.
     *
     * @param path of the metrics, the same for all targets
     * @param targets hosts and ports
     */
    public static PrometheusServer launch(String path, List<String> targets) {
        return launch(LocalPort.free(), path, targets);
    }

    /** The same on a port that others were told of before. */
    public static PrometheusServer launch(int port, String path, List<String> targets) {
        try {
            var server = new PrometheusServer(new ServerProcess("prometheus-test"), port);
            server.start(path, targets);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Without a slash at its end. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private void start(String path, List<String> targets) throws IOException {
        String list = targets.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", "));
        Path folder = process.folder();
        Path settings = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, scrape_timeout: 400ms}
                scrape_configs:
                  - {job_name: test, metrics_path: %s, static_configs: [{targets: [%s]}]}
                """.formatted(path, list));
        Path binary = PROGRAM.path();
        process.start(
                List.of(
                        binary.toString(),
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                this::isReady);
    }

    /** Ends it without a word to its clients. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    /** It listens before it has opened its data, and answers queries with 503 until then. */
    private boolean isReady() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(address() + "/-/ready").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
