package dev.plumbline.scorer.http;

import static dev.plumbline.scorer.http.LocalServer.PATH;
import static dev.plumbline.scorer.http.LocalServer.ROW;
import static dev.plumbline.scorer.http.Raw.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.Serving;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The end of a Pod, as clients with kept-alive connections see it. */
class DrainTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final int CLIENTS = 8;

    /** Asks until it is told to go elsewhere; any failure is a failure of the test. */
    private static int askUntilClosed(LocalServer server) throws Exception {
        try (Raw client = new Raw(server)) {
            for (int answered = 1; ; answered++) {
                Raw.Answer answer = client.send(post(PATH, ROW)).read();
                assertThat(answer.status()).isEqualTo(200);
                if (answer.headers().containsKey("connection")) {
                    assertThat(client.ends()).isTrue();
                    return answered;
                }
                Thread.sleep(5);
            }
        }
    }

    @Test
    void every_request_is_answered_and_every_connection_ends() throws Exception {
        Map<String, String> settings = Map.of("plumbline.limits.offload", "always", "threads", "4");
        try (LocalServer server = new LocalServer(SERVING, LocalServer.sleepy(Duration.ofMillis(20)), settings);
                ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
                Raw idle = new Raw(server);
                Raw rest = new Raw(server)) {
            Running running = new Running(server.server, server.executor, server.draining, server.settings);
            idle.send(post(PATH, ROW)).read();
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(pool.submit(() -> askUntilClosed(server)));
            }
            Thread.sleep(300);
            running.begin(new ShutdownDelayInitiatedEvent());
            assertThat(rest.send("GET /rest HTTP/1.1\r\nhost: x\r\n\r\n").read().headers())
                    .as("resources close their connections too")
                    .containsEntry("connection", "close");
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
            long begun = System.nanoTime();
            running.finish(new ShutdownEvent());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(idle.ends()).isTrue();
            assertThat(server.server.connections()).isZero();
        }
    }
}
