package dev.plumbline.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a warm-up leaves behind for the first client of a model. */
class RehearsalOfScoringTest {

    private static final byte[] BODY = LocalServer.ROW.getBytes(StandardCharsets.UTF_8);

    // A bound that any row keeps: how fast this machine is must not matter.
    private static final Map<String, String> GENEROUS = Map.of("plumbline.limits.inline-microseconds", "1000000");

    private final Serving active = TestModels.serving("gbm-binomial-v1", 2);

    @Test
    void theCostOfARowIsKnownWhenTheFirstClientComes() throws Exception {
        try (LocalServer server = new LocalServer(active, Scorer.DIRECT, GENEROUS)) {
            Serving candidate = new Serving(0, active.ref(), active.model(), 0);
            for (int i = 0; i < 100; i++) {
                assertThat(server.scoring.rehearse(candidate, BODY, i >= 20)).isTrue();
            }
            assertThat(ask(server)).isEqualTo(200);
            assertThat(server.count("plumbline.scoring.offloaded")).isZero();
        }
    }

    @Test
    void withoutARehearsalTheFirstClientsAreHandedOn() throws Exception {
        try (LocalServer server = new LocalServer(active, Scorer.DIRECT, GENEROUS)) {
            ask(server);
            assertThat(server.count("plumbline.scoring.offloaded")).isEqualTo(1);
        }
    }

    @Test
    void nothingOfItIsCountedAsTraffic() {
        try (LocalServer server = new LocalServer(active, Scorer.DIRECT, Map.of())) {
            server.scoring.rehearse(active, BODY, true);
            assertThat(server.scoring.rehearse(active, "{}".getBytes(StandardCharsets.UTF_8), true))
                    .isFalse();
            assertThat(server.traffic.requests()).isZero();
            assertThat(server.count("plumbline.scoring.requests")).isZero();
            assertThat(server.count("plumbline.scoring.rows")).isZero();
        }
    }

    private static int ask(LocalServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(LocalServer.PATH))
                .POST(BodyPublishers.ofString(LocalServer.ROW))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
