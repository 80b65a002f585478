package dev.plumbline.scorer.http;

import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.limits.CircuitBreaker;
import dev.plumbline.scorer.limits.LimitSettings;
import dev.plumbline.scorer.limits.Placement;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.security.AuthSettings;
import dev.plumbline.scorer.security.Authenticators;
import dev.plumbline.scorer.serving.Choice;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.traces.OtelTraces;
import dev.plumbline.scorer.traces.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The public port without the rest of the process: real sockets, a real model, and settings as one likes. */
final class LocalServer implements AutoCloseable {

    static final String ROW = "{\"instances\":[{\"amount\":60.72,\"age\":37,\"country\":\"IT\"}]}";
    static final String PATH = "/v1/models/fraud:predict";

    /** More than the kernel holds for a client that does not read. */
    private static final int LARGE = 8_000_000;

    final Draining draining = new Draining();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Traffic traffic = new Traffic(Clock.systemUTC());
    final ScoringExecutor executor;
    final CircuitBreaker breaker;
    final PublicServer server;
    final Scoring scoring;
    final ScorerSettings settings;
    final LimitSettings limits;
    final HttpSettings http;
    final BodyBudget bodies;
    private final Traces traces;
    final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    /**
     * @param changes settings by their names in the configuration, {@code plumbline.http.head-timeout} and so on, and
     *     variables of OpenTelemetry
     */
    LocalServer(Serving serving, Scorer scorer, Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of("plumbline.http.event-loops", "1"));
        values.putAll(changes);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ScorerSettings.class)
                .withMapping(HttpSettings.class)
                .withMapping(LimitSettings.class)
                .withMapping(AuthSettings.class)
                .withConverter(Path.class, 100, Path::of)
                .withConverter(Duration.class, 200, DurationConverter::parseDuration)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withValidateUnknown(false)
                .build();
        settings = config.getConfigMapping(ScorerSettings.class);
        limits = config.getConfigMapping(LimitSettings.class);
        int capacity = Integer.parseInt(values.getOrDefault("queue", "200"));
        executor = new ScoringExecutor(Integer.parseInt(values.getOrDefault("threads", "1")), capacity);
        breaker = new CircuitBreaker(
                limits.breakerQueueDepth() > 0 ? limits.breakerQueueDepth() : capacity * 4 / 5,
                Duration.ofSeconds(limits.breakerOpenSeconds()),
                System::nanoTime);
        Choice choice = body -> Optional.of(serving);
        scoring = new Scoring(
                choice,
                scorer,
                executor,
                breaker,
                new Placement(limits.offload(), limits.inlineMicroseconds(), limits.inlineBodyBytes()),
                traffic,
                new ScoringMeters(registry),
                new RecentRequests(),
                new HotRequests(),
                Integer.parseInt(values.getOrDefault("rows", "1000")),
                limits.queueTimeout());
        http = config.getConfigMapping(HttpSettings.class);
        AtomicInteger open = new AtomicInteger();
        bodies = values.containsKey("bodies")
                ? new BodyBudget(Long.parseLong(values.get("bodies")))
                : BodyBudget.ofHeap(1 << 20);
        traces = OtelTraces.of(values, Map.of("k8s.pod.name", "pod-under-test"));
        Doorway doorway = new Doorway(
                scoring,
                Authenticators.of(config.getConfigMapping(AuthSettings.class), Clock.systemUTC()),
                EdgeWiring.limiter(limits),
                new EdgeMeters(registry, open),
                traces,
                1 << 20,
                bodies,
                http.maxConnections(),
                draining,
                open);
        server = new PublicServer(
                vertx, http, SocketAddress.inetSocketAddress(0, "127.0.0.1"), doorway, request -> request.response()
                        .end("{\"rest\":\"" + request.path() + "\"}"
                                + " ".repeat(request.path().endsWith("/large") ? LARGE : 0)));
        server.start().toCompletionStage().toCompletableFuture().join();
    }

    /** A scorer whose every row takes so long, and answers what the model does. */
    static Scorer slow(Duration row) {
        return serving -> {
            Scorer.Rows rows = Scorer.DIRECT.open(serving);
            return (Row filled) -> {
                long until = System.nanoTime() + row.toNanos();
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return rows.score(filled);
            };
        };
    }

    /** As {@link #slow}, but asleep, so that a test with few processors measures the server and not itself. */
    static Scorer sleepy(Duration row) {
        return serving -> {
            Scorer.Rows rows = Scorer.DIRECT.open(serving);
            return (Row filled) -> {
                try {
                    Thread.sleep(row);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return rows.score(filled);
            };
        };
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    double count(String meter) {
        return registry.find(meter).counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        executor.close();
        traces.close();
    }
}
