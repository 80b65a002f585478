package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Serving;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingScorerTest {

    private final Serving active = TestModels.serving("gbm-binomial-v1", 2);

    @Test
    void a_client_whose_scoring_ends_in_an_error_is_told_so() throws Exception {
        Map<String, String> offloaded = Map.of("plumbline.limits.offload", "always");
        try (LocalServer server = new LocalServer(
                        active,
                        serving -> {
                            throw new OutOfMemoryError("of this test");
                        },
                        offloaded);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.uri(LocalServer.PATH))
                    .timeout(Duration.ofSeconds(5))
                    .POST(BodyPublishers.ofString(LocalServer.ROW))
                    .build();
            for (int i = 0; i < 2; i++) {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body()).isEqualTo("{\"error\":\"internal error\"}");
            }
            assertThat(server.traffic.requests()).isEqualTo(2);
        }
    }
}
