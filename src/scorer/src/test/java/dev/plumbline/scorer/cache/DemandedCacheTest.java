package dev.plumbline.scorer.cache;

import static dev.plumbline.scorer.cache.CacheFixture.ROWS;
import static dev.plumbline.scorer.cache.CacheFixture.V1;
import static dev.plumbline.scorer.cache.CacheFixture.V2;
import static dev.plumbline.scorer.cache.CacheFixture.direct;
import static dev.plumbline.scorer.cache.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.CacheMissedException;
import dev.plumbline.testcluster.RedisServer;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A cache without which nothing shall be answered. */
class DemandedCacheTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static CacheFixture withoutRedis(CacheMode mode) throws Exception {
        try (ServerSocket gone = new ServerSocket(0)) {
            return CacheFixture.demanding(VERTX, gone.getLocalPort(), mode);
        }
    }

    private static void refuses(CacheFixture fixture, byte[] request) {
        assertThatExceptionOfType(CacheMissedException.class).isThrownBy(() -> fixture.ask(V1, request));
    }

    private static double refused(CacheFixture fixture) {
        return fixture.count("plumbline.cache.refused");
    }

    /** All recorded rows. */
    private static byte[] manyRows() throws Exception {
        ObjectNode body = TestModels.JSON.createObjectNode();
        TestModels.recorded("gbm-binomial-v1").get("rows").forEach(row -> body.withArray("instances")
                .add(row.get("input")));
        return TestModels.JSON.writeValueAsBytes(body);
    }

    @Test
    void refusesWhileRedisIsAwayAndCountsIt() throws Exception {
        try (CacheFixture fixture = withoutRedis(CacheMode.ALWAYS)) {
            refuses(fixture, ROWS.getFirst());
            refuses(fixture, manyRows());
            assertThat(refused(fixture)).isEqualTo(2);
            assertThat(fixture.rows("scored")).isZero();
        }
    }

    @Test
    void refusesOnTheThreadOfAConnectionToo() throws Exception {
        try (CacheFixture fixture = withoutRedis(CacheMode.ALWAYS)) {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            VERTX.runOnContext(go -> {
                try {
                    answer.complete(fixture.ask(V1, ROWS.getFirst()));
                } catch (RuntimeException refused) {
                    answer.completeExceptionally(refused);
                }
            });
            assertThat(answer)
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(CacheMissedException.class);
        }
    }

    @Test
    void neverRefusesWhereRedisIsNotNeeded() throws Exception {
        for (CacheMode mode : new CacheMode[] {CacheMode.NEVER, CacheMode.AUTO}) {
            try (CacheFixture fixture = withoutRedis(mode)) {
                assertThat(fixture.cache.version(V1.ref()).use()).isEqualTo(Use.OFF);
                ROWS.forEach(row -> assertThat(fixture.ask(V1, row)).isEqualTo(direct(V1, row)));
                assertThat(refused(fixture)).isZero();
            }
        }
    }

    @Test
    void answersWhatTheProcessKnowsAndEverythingWhenRedisIsBack() throws Exception {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        try (RedisServer redis = RedisServer.launch();
                CacheFixture fixture = CacheFixture.demanding(VERTX, redis.port(), CacheMode.ALWAYS)) {
            byte[] known = ROWS.getFirst();
            until(() -> isUp(fixture));
            assertThat(fixture.ask(V1, known)).isEqualTo(direct(V1, known));
            redis.kill();
            refuses(fixture, ROWS.get(1));
            assertThat(fixture.ask(V1, known)).isEqualTo(direct(V1, known));
            assertThat(refused(fixture)).isEqualTo(1);
            redis.start();
            until(() -> {
                fixture.cache.tick();
                try {
                    return fixture.ask(V1, ROWS.get(1)).length > 0;
                } catch (CacheMissedException stillAway) {
                    return false;
                }
            });
        }
    }

    @Test
    void aRedisThatAnswersOneKeyAtATimeIsNotAway() throws Exception {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        try (RedisServer redis = RedisServer.launch("user default on nopass ~* +@all -mget");
                CacheFixture fixture = CacheFixture.demanding(VERTX, redis.port(), CacheMode.ALWAYS)) {
            until(() -> isUp(fixture));
            byte[] request = manyRows();
            assertThat(fixture.ask(V1, request)).isEqualTo(direct(V1, request));
            assertThat(fixture.ask(V2, request)).isEqualTo(direct(V2, request));
            assertThat(refused(fixture)).isZero();
        }
    }

    private static boolean isUp(CacheFixture fixture) {
        fixture.cache.tick();
        return fixture.cache.report().redis().equals("Up");
    }
}
