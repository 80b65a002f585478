package dev.plumbline.scorer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.testcluster.RedisServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole process with a cache and a Redis that knows it by name and password. */
@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
@QuarkusTestResource(value = RedisResource.class, restrictToAnnotatedClass = true)
class CachedServingTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URL server;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private Operator operator;

    @BeforeEach
    void needsRedis() {
        assumeThat(RedisServer.isInstalled()).as(RedisServer.MISSING).isTrue();
        operator = new Operator(management);
        Operator.await(() -> cache().path("redis").asText().equals("Up"));
    }

    private JsonNode cache() {
        return operator.state().get("cache");
    }

    private JsonNode predict(byte[] row) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.toURI().resolve("/v1/models/fraud:predict"))
                .POST(BodyPublishers.ofByteArray(row))
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = TestModels.JSON.readTree(response.body());
        assertThat(response.headers().firstValue("Plumbline-Model-Version"))
                .contains(answer.get("model_version").asText());
        return answer;
    }

    private static JsonNode truth(String version, byte[] row) throws Exception {
        return TestModels.JSON
                .readTree(CacheFixture.direct(TestModels.serving(version, 1), row))
                .get("predictions");
    }

    @Test
    void remembersRowsAndKnowsTheHottestOnesAfterASwitch() throws Exception {
        operator.roll(TestModels.ref("gbm-binomial-v1"));
        byte[] row = CacheFixture.ROWS.getFirst();
        JsonNode before = cache();
        for (int i = 0; i < 100; i++) {
            assertThat(predict(row).get("predictions")).isEqualTo(truth("gbm-binomial-v1", row));
        }
        JsonNode asked = cache();
        assertThat(asked.get("mode").asText()).isEqualTo("Always");
        assertThat(asked.get("version").asText()).isEqualTo("gbm-binomial-v1");
        assertThat(asked.get("use").asText()).isEqualTo("Redis");
        assertThat(asked.get("scored").asLong() - before.get("scored").asLong()).isEqualTo(1);
        assertThat(asked.get("nearHits").asLong() - before.get("nearHits").asLong())
                .isEqualTo(99);

        operator.roll(TestModels.ref("gbm-binomial-v2"));
        assertThat(metrics()).contains("plumbline_cache_rehearsed_total");
        for (int i = 0; i < 10; i++) {
            assertThat(predict(row).get("predictions")).isEqualTo(truth("gbm-binomial-v2", row));
        }
        JsonNode after = cache();
        assertThat(after.get("version").asText()).isEqualTo("gbm-binomial-v2");
        assertThat(after.get("scored").asLong()).isEqualTo(asked.get("scored").asLong());
    }

    private String metrics() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(management.toURI().resolve("/q/metrics")).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void metricsTellWhereRowsCameFrom() throws Exception {
        operator.roll(TestModels.ref("gbm-binomial-v1"));
        for (byte[] row : CacheFixture.ROWS) {
            predict(row);
            predict(row);
        }
        assertThat(metrics())
                .containsPattern("plumbline_cache_rows_total\\{source=\"near\"} [1-9]")
                .containsPattern("plumbline_cache_rows_total\\{source=\"scored\"} [1-9]")
                .containsPattern("plumbline_cache_writes_total\\{outcome=\"stored\"} [1-9]")
                .contains("plumbline_cache_redis_usable 1.0")
                .contains("plumbline_cache_use 3.0");
    }
}
