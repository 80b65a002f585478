package dev.plumbline.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.views.PlatformLookup;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the API server for a name that a user wrote. */
class LiveNeighbourhoodTest {

    private static final String ROLLOUTS = "/apis/plumbline.dev/v1alpha1/namespaces/ml/modelrollouts";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KubernetesClient client;

    /** An API server on which nothing exists. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean list = exchange.getRequestURI().getPath().equals(ROLLOUTS);
            byte[] body = (list
                            ? "{\"apiVersion\": \"plumbline.dev/v1alpha1\", \"kind\": \"ModelRolloutList\", \"items\": []}"
                            : "{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"code\": 404, \"reason\": \"NotFound\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(list ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aPossibleNameIsAskedFor() {
        assertThat(new LiveNeighbourhood(client).platform("ml", "fraud.v1"))
                .isInstanceOf(PlatformLookup.NotFound.class);
        assertThat(asked).containsExactly("/apis/plumbline.dev/v1alpha1/namespaces/ml/mlplatforms/fraud.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../p", "a b", ".", "..", "p/status", "p?x=1", "p%2fq", "P", "-p", "p.", "p\n", "p#"})
    void anImpossibleNameIsOfNothingThatExists(String name) throws Exception {
        Answer answer = new AdmissionJudge(new LiveNeighbourhood(client), Clock.systemUTC()).judge(review(name));
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.refusal()).contains("SCN-01", "does not exist");
        assertThat(asked).allSatisfy(path -> assertThat(path).startsWith(ROLLOUTS));
    }

    private static Review review(String platform) throws Exception {
        Map<String, Object> rollout = Map.of(
                "apiVersion",
                "plumbline.dev/v1alpha1",
                "kind",
                "ModelRollout",
                "metadata",
                Map.of("name", "fraud", "namespace", "ml"),
                "spec",
                Map.of("platformRef", Map.of("name", platform)));
        Map<String, Object> request = Map.of(
                "uid",
                "1",
                "kind",
                Map.of("kind", "ModelRollout"),
                "namespace",
                "ml",
                "name",
                "fraud",
                "operation",
                "CREATE",
                "object",
                rollout);
        return Review.read(new ObjectMapper()
                .writeValueAsBytes(
                        Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "request", request)));
    }
}
