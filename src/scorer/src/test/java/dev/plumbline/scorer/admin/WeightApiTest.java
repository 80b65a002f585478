package dev.plumbline.scorer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.ModelRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Canary and shadow through the admin API and real requests. */
@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
class WeightApiTest {

    private static final ModelRef V1 = TestModels.ref("gbm-binomial-v1");
    private static final ModelRef V2 = TestModels.ref("gbm-binomial-v2");
    private static final int REQUESTS = 200;

    @TestHTTPResource("/")
    URL server;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private Operator operator;
    private long next;

    @BeforeEach
    void warmTheSecondBesideTheFirst() {
        operator = new Operator(management);
        operator.abort();
        operator.roll(V1);
        next = operator.epoch() + 1;
        operator.target(next, V2);
        operator.awaitTarget("Warm");
    }

    @AfterEach
    void abort() {
        operator.abort();
    }

    private int weigh(long epoch, ModelRef ref, String mode, int percent) {
        String body = "{\"epoch\":%d,\"digest\":\"%s\",\"mode\":\"%s\",\"percent\":%d,\"step\":0}"
                .formatted(epoch, ref.digest(), mode, percent);
        return operator.call("PUT", "weight", body, ScorerResource.TOKEN).statusCode();
    }

    /** Each with another body, so that each may go to another model. */
    private List<HttpResponse<String>> ask() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        JsonNode row = TestModels.recorded(V1.version()).at("/rows/3/input");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < REQUESTS; i++) {
                String body = "{\"instances\":[" + row + "],\"id\":" + i + "}";
                answers.add(client.send(
                        HttpRequest.newBuilder(URI.create(server.toString()).resolve("/v1/models/fraud:predict"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString()));
            }
        }
        return answers;
    }

    private static long ofVersion(List<HttpResponse<String>> answers, ModelRef ref) {
        return answers.stream()
                .filter(a -> a.statusCode() == 200)
                .filter(a -> a.headers()
                        .firstValue("Plumbline-Model-Version")
                        .orElse("")
                        .equals(ref.version()))
                .count();
    }

    @Test
    void a_canary_answers_its_share_and_is_counted() throws Exception {
        assertThat(weigh(next, V2, "CANARY", 40)).isEqualTo(200);
        List<HttpResponse<String>> answers = ask();
        long share = ofVersion(answers, V2);
        assertThat(share).isBetween(REQUESTS / 4L, REQUESTS * 6L / 10);
        assertThat(ofVersion(answers, V1)).isEqualTo(REQUESTS - share);
        assertThat(answers).filteredOn(a -> a.body().contains(V2.version())).allSatisfy(a -> assertThat(
                        a.headers().firstValue("Plumbline-Epoch"))
                .contains(Long.toString(next)));
        JsonNode trial = operator.state().get("trial");
        assertThat(trial.get("requests").asLong()).isEqualTo(share);
        assertThat(trial.get("http5xx").asLong()).isZero();
        assertThat(trial.get("longestMilliseconds").asDouble()).isPositive();
        assertThat(operator.state().at("/active/version").asText()).isEqualTo(V1.version());
    }

    @Test
    void a_shadow_answers_nothing_and_tells_the_difference() throws Exception {
        assertThat(weigh(next, V2, "SHADOW", 100)).isEqualTo(200);
        assertThat(ofVersion(ask(), V1)).isEqualTo(REQUESTS);
        Operator.await(() -> operator.state().at("/trial/shadow/compared").asLong()
                        + operator.state().at("/trial/shadow/dropped").asLong()
                == REQUESTS);
        JsonNode shadow = operator.state().at("/trial/shadow");
        assertThat(shadow.get("different").asLong())
                .isEqualTo(shadow.get("compared").asLong());
        assertThat(shadow.get("maxAbsDifference").asDouble()).isPositive();
    }

    /** A body that is no tensor is refused by the model that the path names, which is all that matters here. */
    private String modelOf(String version, int number) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.toString())
                                    .resolve("/v2/models/fraud/versions/" + version + "/infer"))
                            .POST(BodyPublishers.ofString("{\"id\":\"" + number + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
            return answer.headers().firstValue("Plumbline-Model-Version").orElse("status " + answer.statusCode());
        }
    }

    @Test
    void who_asks_for_a_version_gets_it_whatever_the_share() throws Exception {
        assertThat(weigh(next, V2, "CANARY", 50)).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            assertThat(modelOf(V1.version(), i)).isEqualTo(V1.version());
            assertThat(modelOf(V2.version(), i)).isEqualTo(V2.version());
        }
        assertThat(weigh(next, V2, "SHADOW", 100)).isEqualTo(200);
        assertThat(modelOf(V1.version(), 1)).isEqualTo(V1.version());
        assertThat(modelOf(V2.version(), 1)).isEqualTo("status 404");
    }

    @Test
    void only_the_warm_target_of_its_epoch_takes_part() {
        assertThat(weigh(next + 1, V2, "CANARY", 10)).isEqualTo(409);
        assertThat(weigh(next, V1, "CANARY", 10)).isEqualTo(409);
        assertThat(weigh(next, V2, "CANARY", 101)).isEqualTo(400);
        assertThat(weigh(next, V2, "SOMETHING", 10)).isEqualTo(400);
        assertThat(operator.call("PUT", "weight", "{}", "").statusCode()).isEqualTo(401);
        operator.abort();
        assertThat(weigh(next, V2, "CANARY", 10)).isEqualTo(409);
        assertThat(operator.state().get("trial").isNull()).isTrue();
    }
}
