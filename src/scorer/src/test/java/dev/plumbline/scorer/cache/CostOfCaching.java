package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.ROWS;
import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.testcluster.RedisServer;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

/** Prints what a request of one row costs without a cache, from the process and from Redis; run by {@code make load}. */
class CostOfCaching {

    private static final int ROUNDS = 100_000;

    @Test
    void fromBytesToBytes() {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        Vertx vertx = Vertx.vertx();
        try (RedisServer redis = RedisServer.launch();
                CacheFixture never = CacheFixture.inTheProcess(CacheMode.NEVER);
                CacheFixture auto = CacheFixture.inTheProcess(CacheMode.AUTO);
                CacheFixture near = CacheFixture.inTheProcess(CacheMode.ALWAYS);
                CacheFixture far = CacheFixture.withRedis(vertx, redis.port(), CacheMode.ALWAYS, 0)) {
            far.cache.begin();
            CacheFixture.until(() -> far.cache.report().redis().equals("Up"));
            for (int warm = 0; warm < 3; warm++) {
                micros(never, ROUNDS);
                micros(auto, ROUNDS);
                micros(near, ROUNDS);
                micros(far, ROUNDS / 20);
                auto.cache.tick();
            }
            System.out.printf(
                    "one row, bytes to bytes: Never %.2f us, Auto (%s) %.2f us, from the process %.2f us, from Redis %.1f us%n",
                    micros(never, ROUNDS),
                    auto.cache.report().json().getString("because"),
                    micros(auto, ROUNDS),
                    micros(near, ROUNDS),
                    micros(far, ROUNDS / 20));
            System.out.println(far.cache.report().json().encode());
            assertThat(far.rows("redis")).isGreaterThan(ROUNDS / 20);
        } finally {
            vertx.close();
        }
    }

    private static double micros(CacheFixture fixture, int rounds) {
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            fixture.ask(V1, ROWS.get(i % ROWS.size()));
        }
        return (System.nanoTime() - start) / 1e3 / rounds;
    }
}
