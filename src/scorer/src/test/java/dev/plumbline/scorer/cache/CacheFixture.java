package dev.plumbline.scorer.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.scorer.ShiftedClock;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.codec.TensorProtocol;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A cache over a real model, asked by whole requests. */
final class CacheFixture implements AutoCloseable {

    static final Serving V1 = TestModels.serving("gbm-binomial-v1", 1);
    static final Serving V2 = TestModels.serving("gbm-binomial-v2", 2);

    /** Far longer than the default: a machine that other work stops for some 20 ms must not look like a Redis that fails. */
    static final long DEADLINE_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    /** Fifty recorded rows as requests of one row. */
    static final List<byte[]> ROWS = requests("gbm-binomial-v1");

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CacheMeters meters = new CacheMeters(registry);
    final ShiftedClock clock = new ShiftedClock();
    final NearCache near;
    final PredictionCache cache;

    private CacheFixture(CacheMode mode, long nearBytes, Optional<RedisLink> link, long deadlineNanos) {
        this(mode, nearBytes, link, deadlineNanos, FailurePolicy.BYPASS);
    }

    private CacheFixture(
            CacheMode mode, long nearBytes, Optional<RedisLink> link, long deadlineNanos, FailurePolicy onFailure) {
        // At once, so that no bytes means no entries.
        near = new NearCache(nearBytes, Runnable::run);
        Tools tools = new Tools(
                near,
                link.map(l -> new RemoteCache(l, new Breaker(System::nanoTime), meters, deadlineNanos, clock)),
                new Flights(),
                meters,
                clock,
                60_000,
                deadlineNanos,
                true,
                true,
                onFailure);
        cache = new PredictionCache(mode, new KeyTemplate(KeyTemplate.STANDARD), "secret", tools);
    }

    static CacheFixture inTheProcess(CacheMode mode) {
        return new CacheFixture(mode, 1 << 20, Optional.empty(), DEADLINE_NANOS);
    }

    /** @param nearBytes 0 asks Redis for every row */
    static CacheFixture withRedis(Vertx vertx, int port, CacheMode mode, long nearBytes) {
        return withRedis(vertx, port, mode, nearBytes, DEADLINE_NANOS);
    }

    static CacheFixture withRedis(Vertx vertx, int port, CacheMode mode, long nearBytes, long deadlineNanos) {
        RedisAddress address = new RedisAddress("127.0.0.1", port, Optional.empty(), Optional.empty());
        return new CacheFixture(mode, nearBytes, Optional.of(new RedisLink(vertx, address)), deadlineNanos);
    }

    /** Refuses what Redis should know and cannot be asked for. Patient, so that a busy machine is no failure of Redis. */
    static CacheFixture demanding(Vertx vertx, int port, CacheMode mode) {
        RedisAddress address = new RedisAddress("127.0.0.1", port, Optional.empty(), Optional.empty());
        Optional<RedisLink> link = Optional.of(new RedisLink(vertx, address));
        return new CacheFixture(mode, 1 << 20, link, TimeUnit.SECONDS.toNanos(2), FailurePolicy.FAIL);
    }

    byte[] ask(Serving serving, byte[] request) {
        return through(cache, serving, request);
    }

    static byte[] direct(Serving serving, byte[] request) {
        return through(Scorer.DIRECT, serving, request);
    }

    byte[] askTensors(Serving serving, byte[] request) {
        return tensorsThrough(cache, serving, request);
    }

    static byte[] directTensors(Serving serving, byte[] request) {
        return tensorsThrough(Scorer.DIRECT, serving, request);
    }

    private static byte[] tensorsThrough(Scorer scorer, Serving serving, byte[] request) {
        try {
            return TensorProtocol.score(serving, scorer, request, 1000).body();
        } catch (BadInput impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] through(Scorer scorer, Serving serving, byte[] request) {
        try {
            return RowProtocol.score(serving, scorer, request, 1000).body();
        } catch (BadInput impossible) {
            throw new AssertionError(impossible);
        }
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    double rows(String source) {
        return count("plumbline.cache.rows", "source", source);
    }

    /** Waits, so that a slow machine fails no test. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 40 s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        cache.close();
    }

    /** Recorded rows of a model as requests. */
    static List<byte[]> requests(String model) {
        try {
            List<byte[]> bodies = new ArrayList<>();
            for (JsonNode row : TestModels.recorded(model).get("rows")) {
                ObjectNode body = TestModels.JSON.createObjectNode();
                body.putArray("instances").add(row.get("input"));
                bodies.add(TestModels.JSON.writeValueAsBytes(body));
            }
            return bodies;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
