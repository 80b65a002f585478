package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static dev.plumbline.scorer.cache.CacheFixture.direct;
import static dev.plumbline.scorer.cache.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.testcluster.RedisServer;
import io.vertx.core.Vertx;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request of many rows asks Redis once. */
class ManyRowsTest {

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

    private static CacheFixture to(int port) {
        CacheFixture fixture = CacheFixture.withRedis(vertx, port, CacheMode.ALWAYS, 0);
        ticker.scheduleWithFixedDelay(fixture.cache::tick, 0, 250, TimeUnit.MILLISECONDS);
        until(() -> fixture.cache.report().redis().equals("Up"));
        return fixture;
    }

    /** All recorded rows, each twice. */
    private static byte[] allRows() throws Exception {
        ObjectNode body = TestModels.JSON.createObjectNode();
        for (int round = 0; round < 2; round++) {
            TestModels.recorded("gbm-binomial-v1").get("rows").forEach(row -> body.withArray("instances")
                    .add(row.get("input")));
        }
        return TestModels.JSON.writeValueAsBytes(body);
    }

    @Test
    void asksOnceForAllRows() throws Exception {
        byte[] request = allRows();
        try (RedisServer redis = RedisServer.launch();
                Commands commands = new Commands(vertx, redis.port());
                CacheFixture fixture = to(redis.port())) {
            assertThat(fixture.ask(V1, request)).isEqualTo(direct(V1, request));
            until(() -> commands.keys().size() >= 45);
            long gets = commands.calls("get");
            double before = fixture.rows("redis");
            until(() -> {
                assertThat(fixture.ask(V1, request)).isEqualTo(direct(V1, request));
                return fixture.rows("redis") >= before + 100;
            });
            assertThat(commands.calls("mget")).isPositive();
            // Probes ask by GET, four times a second.
            assertThat(commands.calls("get") - gets).isLessThan(45);
        }
    }

    @Test
    void asksRowByRowWhereItMayNotAskForMany() throws Exception {
        byte[] request = allRows();
        try (RedisServer redis = RedisServer.launch("user default on nopass ~* +@all -mget");
                CacheFixture fixture = to(redis.port())) {
            until(() -> {
                assertThat(fixture.ask(V1, request)).isEqualTo(direct(V1, request));
                return fixture.rows("redis") > 50;
            });
            assertThat(fixture.cache.report().redis()).isEqualTo("Up");
            assertThat(fixture.count("plumbline.cache.failures", "command", "read", "cause", "denied"))
                    .isEqualTo(1);
        }
    }

    @Test
    void answersTensorsAsTheModelDoes() throws Exception {
        try (RedisServer redis = RedisServer.launch();
                CacheFixture fixture = to(redis.port())) {
            byte[] request = "{\"inputs\":[{\"name\":\"amount\",\"shape\":[3],\"datatype\":\"FP64\",\"data\":[1,2,3]}]}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] expected = CacheFixture.directTensors(V1, request);
            until(() -> {
                assertThat(fixture.askTensors(V1, request)).isEqualTo(expected);
                return fixture.rows("redis") >= 30;
            });
        }
    }
}
