package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Query;
import dev.plumbline.rollout.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of a Prometheus 2.42, see {@code prometheus/README.md} beside them. */
class PrometheusTest {

    private static HttpServer server;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query", PrometheusTest::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = query(exchange.getRequestURI());
        switch (query) {
            case "redirect" -> {
                exchange.getResponseHeaders().set("Location", address + "/api/v1/query?query=up");
                exchange.sendResponseHeaders(302, -1);
            }
            case "huge" -> {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write("{\"status\":\"success\",\"x\":\"".getBytes(StandardCharsets.UTF_8));
                    body.write(new byte[1 << 20]);
                }
            }
            case "trickle" -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            default -> {
                byte[] body = recorded(query);
                exchange.sendResponseHeaders(query.equals("broken") ? 400 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
        }
    }

    private static String query(URI uri) {
        return java.net.URLDecoder.decode(uri.getRawQuery().substring("query=".length()), StandardCharsets.UTF_8);
    }

    private static byte[] recorded(String query) throws IOException {
        String name = query.replaceAll("[^a-z0-9]+", "-") + ".json";
        try (var in = PrometheusTest.class.getResourceAsStream("/prometheus/" + name)) {
            return in.readAllBytes();
        }
    }

    private static Reading ask(String text, String... allowed) {
        var analysis = Analysis.none()
                .asking(
                        Optional.of(address + "/"),
                        List.of(new Query("m", text, OptionalDouble.empty(), OptionalDouble.of(1))));
        List<String> list = allowed.length == 0 ? List.of(address) : List.of(allowed);
        return new Prometheus(list).ask(analysis).get("m");
    }

    @Test
    void oneNumberIsAReading() {
        assertThat(ask("sum(up)")).isEqualTo(new Reading.Value(1));
        assertThat(ask("scalar(sum(up)) * 0.25")).isEqualTo(new Reading.Value(0.25));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            absent_metric      | the query finds nothing
            prometheus_build_info or up | the query finds 2 series, not one
            sum(up) / 0        | the query answers Infinity
            0 * (sum(up) / 0)  | the query answers NaN
            up[5m]             | the query answers no instant vector
            broken             | the server answered with status 400
            redirect           | the server answered with status 302
            huge               | the answer is longer than 65536 bytes
            trickle            | the server did not answer within 3 s
            other              | the answer is not that of a Prometheus
            """)
    void anythingElseIsNoDataWithAReason(String query, String reason) {
        assertThat(ask(query)).isEqualTo(new Reading.None(reason));
    }

    @Test
    void onlyListedAddressesAreAsked() {
        assertThat(ask("sum(up)", "http://127.0.0.1:1", address + "0", address + "/prefix"))
                .isEqualTo(new Reading.None("the address is not among those that the operator may ask"));
        assertThat(ask("sum(up)", address + "/")).isEqualTo(new Reading.Value(1));
    }

    @Test
    void aServerThatIsAwayIsNoData() {
        var analysis = Analysis.none()
                .asking(
                        Optional.of("http://127.0.0.1:1"),
                        List.of(new Query("m", "up", OptionalDouble.empty(), OptionalDouble.of(1))));
        assertThat(new Prometheus(List.of("http://127.0.0.1:1")).ask(analysis))
                .containsEntry("m", new Reading.None("the server does not answer"));
    }
}
