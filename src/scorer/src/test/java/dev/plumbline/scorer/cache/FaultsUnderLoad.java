package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.ROWS;
import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static dev.plumbline.scorer.cache.CacheFixture.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.testcluster.RedisServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A thousand requests a second, each asking Redis, while Redis fails: prints the latencies from the intended start of a
 * request. Not by its name among the tests: {@code make load} runs it, a minute on a quiet machine.
 */
class FaultsUnderLoad {

    private static final int RATE = 1000;
    private static final List<byte[]> TRUTH =
            ROWS.stream().map(row -> direct(V1, row)).toList();

    private final ExecutorService scoring = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final AtomicLong wrong = new AtomicLong();

    /** What Redis is made to do, and undone. */
    private record Fault(String name, Act begin, Act end) {}

    @FunctionalInterface
    private interface Act {
        void on(RedisServer redis, FaultyProxy proxy) throws IOException;
    }

    private static Fault answers(FaultyProxy.Mode mode) {
        return new Fault(
                mode.name(), (redis, proxy) -> proxy.mode(mode), (r, proxy) -> proxy.mode(FaultyProxy.Mode.PASS));
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault("none", (redis, proxy) -> {}, (redis, proxy) -> {}),
            new Fault("KILLED", (redis, proxy) -> redis.kill(), (redis, proxy) -> redis.start()),
            new Fault("FROZEN", (redis, proxy) -> redis.freeze(), (redis, proxy) -> redis.thaw()),
            answers(FaultyProxy.Mode.SLOW),
            answers(FaultyProxy.Mode.SILENT),
            answers(FaultyProxy.Mode.GARBAGE),
            answers(FaultyProxy.Mode.LOADING));

    @Test
    void staysQuickWhateverRedisDoes() throws Exception {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        Vertx vertx = Vertx.vertx();
        try (CacheFixture none = CacheFixture.inTheProcess(CacheMode.NEVER)) {
            run(none, 3000);
            for (Fault fault : FAULTS) {
                underFault(vertx, fault, none);
            }
        } finally {
            scoring.shutdown();
            ticker.shutdownNow();
            vertx.close();
        }
        assertThat(wrong).hasValue(0);
    }

    private void underFault(Vertx vertx, Fault fault, CacheFixture none) throws Exception {
        try (RedisServer redis = RedisServer.launch();
                FaultyProxy proxy = new FaultyProxy(redis.port());
                CacheFixture fixture = CacheFixture.withRedis(
                        vertx, proxy.port(), CacheMode.ALWAYS, 0, TimeUnit.MILLISECONDS.toNanos(3))) {
            ticker.scheduleWithFixedDelay(fixture.cache::tick, 0, 250, TimeUnit.MILLISECONDS);
            CacheFixture.until(() -> fixture.cache.report().redis().equals("Up"));
            run(fixture, 1000);
            double[] well = run(fixture, 1000);
            fault.begin.on(redis, proxy);
            double[] first = run(fixture, 1000);
            double[] after = run(fixture, 2000);
            // Beside it, since the machine may be busier by now than it was at first.
            double plain = run(none, 2000)[1];
            fault.end.on(redis, proxy);
            long start = System.nanoTime();
            CacheFixture.until(() -> fixture.cache.report().redis().equals("Up"));
            System.out.printf(
                    "%-8s no cache p99 %5.0f us | well p99 %5.0f | first second p99 %6.0f longest %6.0f | after p99 %5.0f (%.2f x no cache)"
                            + " longest %6.0f | Redis asked again after %d ms, timeouts %.0f%n",
                    fault.name,
                    plain,
                    well[1],
                    first[1],
                    first[2],
                    after[1],
                    after[1] / plain,
                    after[2],
                    (System.nanoTime() - start) / 1_000_000,
                    fixture.count("plumbline.cache.failures", "command", "read", "cause", "timeout"));
        }
    }

    /** The median, the 99th percentile and the longest in microseconds. */
    private double[] run(CacheFixture fixture, int millis) throws Exception {
        int count = RATE * millis / 1000;
        long[] took = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * (1_000_000_000L / RATE);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int number = i;
            scoring.execute(() -> {
                int row = number % ROWS.size();
                if (!Arrays.equals(fixture.ask(V1, ROWS.get(row)), TRUTH.get(row))) {
                    wrong.incrementAndGet();
                }
                took[number] = System.nanoTime() - due;
            });
        }
        scoring.submit(() -> {}).get();
        TimeUnit.MILLISECONDS.sleep(20);
        Arrays.sort(took);
        return new double[] {took[count / 2] / 1e3, took[count * 99 / 100] / 1e3, took[count - 1] / 1e3};
    }
}
