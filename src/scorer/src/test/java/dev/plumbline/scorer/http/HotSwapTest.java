package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clients ask without pause while the model is switched many times. */
@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
class HotSwapTest {

    private static final int CLIENTS = 8;
    private static final int SWAPS = 20;
    private static final List<String> VERSIONS = List.of("gbm-binomial-v1", "gbm-binomial-v2", "xgboost-binomial");

    @TestHTTPResource("/")
    URL server;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    /** An answer reduced to what is checked: no answer may be anything but a whole answer of a named model. */
    private record Seen(int status, String header, String body) {}

    @Test
    void every_answer_is_a_whole_answer_of_the_model_that_it_names() throws Exception {
        Operator operator = new Operator(management);
        operator.roll(TestModels.ref(VERSIONS.getLast()));
        long failuresBefore = operator.state().at("/counters/http5xx").asLong();
        String body = "{\"instances\":["
                + TestModels.recorded(VERSIONS.getFirst()).at("/rows/3/input") + ","
                + TestModels.recorded(VERSIONS.getFirst()).at("/rows/30/input") + "]}";
        Map<String, JsonNode> truth = truth(body);

        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(pool.submit(() -> ask(body, seen, stop)));
            }
            for (int swap = 0; swap < SWAPS; swap++) {
                operator.roll(TestModels.ref(VERSIONS.get(swap % VERSIONS.size())));
            }
            stop.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
        }

        assertThat(seen).hasSizeGreaterThan(SWAPS * CLIENTS);
        Map<String, Integer> answersOf = new ConcurrentHashMap<>();
        for (Seen answer : seen) {
            assertThat(answer.status).as(answer.body).isEqualTo(200);
            JsonNode json = TestModels.JSON.readTree(answer.body);
            String version = json.get("model_version").asText();
            assertThat(version).isEqualTo(answer.header);
            assertThat(json.get("predictions")).isEqualTo(truth.get(version));
            answersOf.merge(version, 1, Integer::sum);
        }
        assertThat(answersOf.keySet()).containsExactlyInAnyOrderElementsOf(VERSIONS);
        JsonNode state = operator.state();
        assertThat(state.at("/counters/http5xx").asLong()).isEqualTo(failuresBefore);
        assertThat(state.at("/lastSwap/epoch").asLong()).isEqualTo(operator.epoch());
        assertThat(state.at("/lastSwap/http5xx").asLong()).isZero();
        assertThat(state.at("/lastSwap/windowRequests").asLong()).isPositive();
    }

    /** What each version answers by itself; they must differ, or the test would show nothing. */
    private static Map<String, JsonNode> truth(String body) throws Exception {
        Map<String, JsonNode> truth = new ConcurrentHashMap<>();
        for (String version : VERSIONS) {
            truth.put(version, predictions(version, body));
        }
        assertThat(truth.values()).doesNotHaveDuplicates();
        return truth;
    }

    private static JsonNode predictions(String version, String body) throws BadInput, java.io.IOException {
        byte[] answer = RowProtocol.score(TestModels.serving(version, 1), body.getBytes(StandardCharsets.UTF_8), 100)
                .body();
        return TestModels.JSON.readTree(answer).get("predictions");
    }

    private Void ask(String body, Queue<Seen> seen, AtomicBoolean stop) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.toString()).resolve("/v1/models/fraud:predict"))
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!stop.get()) {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                seen.add(new Seen(
                        answer.statusCode(),
                        answer.headers().firstValue("Plumbline-Model-Version").orElse(""),
                        answer.body()));
            }
        }
        return null;
    }
}
