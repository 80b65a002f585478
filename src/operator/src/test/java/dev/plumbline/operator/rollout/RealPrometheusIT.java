package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Query;
import dev.plumbline.rollout.Reading;
import dev.plumbline.testcluster.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Prometheus, which scrapes this process. */
class RealPrometheusIT {

    /** Two series of one name, as two Pods would give them, and one that cannot be divided. */
    private static final String METRICS = """
            # TYPE orders_total counter
            orders_total{pod="a",outcome="lost"} 3
            orders_total{pod="b",outcome="lost"} 4
            orders_total{pod="a",outcome="kept"} 93
            # TYPE refunds_total counter
            refunds_total 0
            """;

    private static HttpServer target;
    private static PrometheusServer server;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(PrometheusServer.isInstalled()).as(PrometheusServer.MISSING).isTrue();
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/metrics", exchange -> {
            byte[] body = METRICS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        target.start();
        server = PrometheusServer.launch(
                "/metrics", List.of("127.0.0.1:" + target.getAddress().getPort()));
        Awaitility.await("the first look at the target")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ask("sum(orders_total)") instanceof Reading.Value);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            target.stop(0);
        }
    }

    private static Reading ask(String query) {
        return ask(server.address(), query);
    }

    private static Reading ask(String address, String query) {
        var analysis = Analysis.none()
                .asking(
                        Optional.of(address),
                        List.of(new Query("m", query, OptionalDouble.empty(), OptionalDouble.of(1))));
        return new Prometheus(List.of(address)).ask(analysis).get("m");
    }

    @Test
    void numbersAreReadAsTheyAre() {
        assertThat(ask("sum(orders_total{outcome=\"lost\"})")).isEqualTo(new Reading.Value(7));
        assertThat(ask("sum(orders_total{outcome=\"lost\"}) / sum(orders_total)"))
                .isEqualTo(new Reading.Value(0.07));
        assertThat(ask("scalar(refunds_total) - 1e-3")).isEqualTo(new Reading.Value(-0.001));
    }

    @Test
    void whatIsNoSingleNumberIsNoData() {
        assertThat(ask("sum(orders_total{outcome=\"stolen\"})")).isEqualTo(new Reading.None("the query finds nothing"));
        assertThat(ask("orders_total{outcome=\"lost\"}"))
                .isEqualTo(new Reading.None("the query finds 2 series, not one"));
        assertThat(ask("refunds_total / 0")).isEqualTo(new Reading.None("the query answers NaN"));
        assertThat(ask("orders_total[1m]")).isEqualTo(new Reading.None("the query answers no instant vector"));
        assertThat(ask("sum(orders_total")).isEqualTo(new Reading.None("the server answered with status 400"));
    }

    @Test
    void aServerThatDiesIsNoData() {
        try (PrometheusServer dying = PrometheusServer.launch("/metrics", List.of("127.0.0.1:1"))) {
            assertThat(ask(dying.address(), "vector(1)")).isEqualTo(new Reading.Value(1));
            dying.kill();
            assertThat(ask(dying.address(), "vector(1)")).isEqualTo(new Reading.None("the server does not answer"));
        }
    }
}
