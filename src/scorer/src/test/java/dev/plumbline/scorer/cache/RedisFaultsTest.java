package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.ROWS;
import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static dev.plumbline.scorer.cache.CacheFixture.V2;
import static dev.plumbline.scorer.cache.CacheFixture.direct;
import static dev.plumbline.scorer.cache.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.testcluster.RedisServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever Redis does, every row is answered as the model answers it, soon at full speed, and Redis is found again. */
class RedisFaultsTest {

    private static final Map<byte[], byte[]> EXPECTED =
            ROWS.stream().collect(Collectors.toMap(Function.identity(), row -> direct(V1, row)));

    private static Vertx vertx;
    private static ScheduledExecutorService ticker;

    @BeforeAll
    static void needsRedis() {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        vertx = Vertx.vertx();
        ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
    }

    @AfterAll
    static void close() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            ticker.shutdownNow();
        }
    }

    /** Asks Redis for every row: nothing stays in the process. */
    private static CacheFixture to(int port) {
        CacheFixture fixture = CacheFixture.withRedis(vertx, port, CacheMode.ALWAYS, 0);
        ticker.scheduleWithFixedDelay(fixture.cache::tick, 0, 250, TimeUnit.MILLISECONDS);
        until(() -> isUp(fixture));
        return fixture;
    }

    private static boolean isUp(CacheFixture fixture) {
        return fixture.cache.report().redis().equals("Up");
    }

    /** Asks for a time; every answer must be right. Returns what the slowest of a hundred took in microseconds. */
    private static long p99Micros(CacheFixture fixture, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long[] took = new long[1 << 12];
        int count = 0;
        while (System.nanoTime() < end && count < took.length) {
            byte[] row = ROWS.get(count % ROWS.size());
            long start = System.nanoTime();
            byte[] answer = fixture.ask(V1, row);
            took[count++] = System.nanoTime() - start;
            assertThat(Arrays.equals(answer, EXPECTED.get(row))).isTrue();
            // A thousand requests a second at most: the other processes of the test need the machine too.
            LockSupport.parkNanos(1_000_000);
        }
        long[] sorted = Arrays.copyOf(took, count);
        Arrays.sort(sorted);
        return sorted[count * 99 / 100] / 1000;
    }

    private static void warm(CacheFixture fixture) {
        until(() -> {
            ROWS.forEach(row -> fixture.ask(V1, row));
            return fixture.rows("redis") > 200;
        });
    }

    private static void findsRedisAgain(CacheFixture fixture) {
        double before = fixture.rows("redis");
        until(() -> {
            ROWS.forEach(row -> fixture.ask(V1, row));
            return fixture.rows("redis") > before + 100;
        });
    }

    /** Far above what scoring takes and half of the deadline: who waits for Redis is told from who is only disturbed. */
    private static final long QUICK_MICROS = TimeUnit.NANOSECONDS.toMicros(CacheFixture.DEADLINE_NANOS) / 2;

    @Test
    void killedAndStartedAgain() throws Exception {
        try (RedisServer redis = RedisServer.launch();
                CacheFixture fixture = to(redis.port())) {
            warm(fixture);
            assertThat(fixture.cache.mayWait(V1)).isTrue();
            redis.kill();
            p99Micros(fixture, 1000);
            assertThat(isUp(fixture)).isFalse();
            assertThat(fixture.cache.mayWait(V1))
                    .as("no thread is needed to wait for nobody")
                    .isFalse();
            assertThat(p99Micros(fixture, 400)).isLessThan(QUICK_MICROS);
            redis.start();
            findsRedisAgain(fixture);
        }
    }

    @Test
    void frozenAndThawed() {
        try (RedisServer redis = RedisServer.launch();
                CacheFixture fixture = to(redis.port())) {
            warm(fixture);
            redis.freeze();
            p99Micros(fixture, 1000);
            assertThat(isUp(fixture)).isFalse();
            assertThat(p99Micros(fixture, 1000)).isLessThan(QUICK_MICROS);
            redis.thaw();
            findsRedisAgain(fixture);
            // Probes fail as well, so it may be fewer than the breaker takes to open.
            assertThat(fixture.count("plumbline.cache.failures", "command", "read", "cause", "timeout"))
                    .isBetween(1.0, 20.0);
        }
    }

    /** All at once, since each is mostly waiting. */
    @Test
    void answersThatAreNone() throws Exception {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<FaultyProxy.Mode, Future<?>> tried = new EnumMap<>(FaultyProxy.Mode.class);
            for (FaultyProxy.Mode fault : EnumSet.complementOf(EnumSet.of(FaultyProxy.Mode.PASS))) {
                tried.put(fault, each.submit(() -> {
                    answersThatAreNone(fault);
                    return null;
                }));
            }
            for (Map.Entry<FaultyProxy.Mode, Future<?>> one : tried.entrySet()) {
                assertThat(one.getValue()).as("%s", one.getKey()).succeedsWithin(Duration.ofSeconds(120));
            }
        }
    }

    private static void answersThatAreNone(FaultyProxy.Mode fault) throws Exception {
        try (RedisServer redis = RedisServer.launch();
                FaultyProxy proxy = new FaultyProxy(redis.port());
                CacheFixture fixture = to(proxy.port())) {
            warm(fixture);
            proxy.mode(fault);
            p99Micros(fixture, 1000);
            assertThat(isUp(fixture)).isFalse();
            assertThat(p99Micros(fixture, 400)).isLessThan(QUICK_MICROS);
            proxy.mode(FaultyProxy.Mode.PASS);
            findsRedisAgain(fixture);
        }
    }

    @Test
    void followersThatTakeNoWrites() {
        try (RedisServer redis = RedisServer.launch("replicaof 127.0.0.1 1");
                CacheFixture fixture = to(redis.port())) {
            assertThat(p99Micros(fixture, 400)).isLessThan(QUICK_MICROS);
            until(() -> fixture.count("plumbline.cache.failures", "command", "write", "cause", "readonly") >= 5);
            until(() -> {
                ROWS.forEach(row -> fixture.ask(V1, row));
                return fixture.count("plumbline.cache.writes", "outcome", "skipped") > 0;
            });
        }
    }

    @Test
    void aFullRedisThatEvictsNothing() {
        try (RedisServer redis = RedisServer.launch("maxmemory 1", "maxmemory-policy noeviction");
                CacheFixture fixture = to(redis.port())) {
            assertThat(p99Micros(fixture, 400)).isLessThan(QUICK_MICROS);
            until(() -> fixture.count("plumbline.cache.failures", "command", "write", "cause", "oom") >= 5);
            assertThat(isUp(fixture)).isTrue();
        }
    }

    @Test
    void valuesOfAnotherModelAndFlippedBytesAreScoredAndCounted() throws Exception {
        try (RedisServer redis = RedisServer.launch();
                Commands commands = new Commands(vertx, redis.port());
                CacheFixture fixture = to(redis.port())) {
            ROWS.forEach(row -> fixture.ask(V1, row));
            ROWS.forEach(row -> fixture.ask(V2, row));
            until(() -> commands.keys().size() >= 2 * 45);
            byte[] ofV1 = commands.get(key(commands, "v1"));
            byte[] ofV2 = commands.get(key(commands, "v2"));
            for (String key : commands.keys()) {
                int kind = Math.floorMod(key.hashCode(), 3);
                if (kind == 0) {
                    commands.set(key, key.contains("-v1:") ? ofV2 : ofV1);
                } else if (kind == 1) {
                    byte[] own = commands.get(key);
                    own[own.length / 2 + 7] ^= 1;
                    commands.set(key, own);
                } else {
                    commands.replaceByList(key);
                }
            }
            for (byte[] row : ROWS) {
                assertThat(fixture.ask(V1, row)).isEqualTo(direct(V1, row));
                assertThat(fixture.ask(V2, row)).isEqualTo(direct(V2, row));
            }
            assertThat(fixture.count("plumbline.cache.rejected", "reason", "model"))
                    .isGreaterThan(5);
            assertThat(fixture.count("plumbline.cache.rejected", "reason", "checksum"))
                    .isGreaterThan(5);
            assertThat(fixture.count("plumbline.cache.rejected", "reason", "shape"))
                    .isGreaterThan(5);
            assertThat(isUp(fixture)).isTrue();
            findsRedisAgain(fixture);
        }
    }

    private static String key(Commands commands, String version) {
        return commands.keys().stream()
                .filter(key -> key.contains("-" + version + ":"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keysNameTheVersionAndEnd() {
        try (RedisServer redis = RedisServer.launch();
                Commands commands = new Commands(vertx, redis.port());
                CacheFixture fixture = to(redis.port())) {
            ROWS.forEach(row -> fixture.ask(V1, row));
            until(() -> commands.keys().size() >= 45);
            assertThat(commands.keys()).allMatch(key -> key.matches("plumbline:fraud:gbm-binomial-v1:[0-9a-f]{32}"));
            assertThat(commands.keys()).allMatch(key -> {
                long left = commands.millisLeft(key);
                return left > 45_000 && left <= 60_000;
            });
        }
    }
}
