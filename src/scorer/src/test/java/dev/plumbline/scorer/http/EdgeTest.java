package dev.plumbline.scorer.http;

import static dev.plumbline.scorer.http.LocalServer.PATH;
import static dev.plumbline.scorer.http.LocalServer.ROW;
import static dev.plumbline.scorer.http.Raw.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.CacheMissedException;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.threads.ShortSlice;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections: what clients send in which order and at which pace. */
class EdgeTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 7);
    private LocalServer server;

    private LocalServer start(Map<String, String> settings) {
        server = new LocalServer(SERVING, Scorer.DIRECT, settings);
        return server;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_practice_of_a_start_leaves_nothing_behind() {
        start(Map.of());
        assertThat(server.server.connections()).isZero();
        assertThat(server.registry.getMeters()).allSatisfy(meter -> {
            if (meter instanceof Counter counter) {
                assertThat(counter.count()).as(meter.getId().toString()).isZero();
            }
        });
    }

    /** Where the library of epoll is packed for the machine; the scorer packs two. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void sockets_are_native() {
        assertThat(start(Map.of()).server.sockets()).isEqualTo("epoll");
    }

    /** Asked on each event loop itself, and said as the kernel answers. */
    @Test
    void event_loops_run_in_short_turns_where_the_kernel_can() {
        boolean can = CompletableFuture.supplyAsync(ShortSlice::take).join();
        assertThat(start(Map.of()).server.turns())
                .isEqualTo(can ? "turns of 0.1 ms" : "turns as the system gives them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always", "auto"})
    void keeps_a_connection_and_answers_in_order(String offload) throws IOException {
        try (Raw client = new Raw(start(Map.of("plumbline.limits.offload", offload)))) {
            String ahead = post(PATH, ROW)
                    + "GET /rest/one HTTP/1.1\r\nhost: x\r\n\r\n"
                    + post(PATH, "{")
                    + post("/v2/models/fraud/versions/none/infer", "{}")
                    + "GET /rest/two HTTP/1.1\r\nhost: x\r\n\r\n"
                    + "GET /v2/models/fraud/infer HTTP/1.1\r\nhost: x\r\n\r\n"
                    + post("/rest/three", "ignored")
                    + post(PATH, ROW);
            client.send(ahead);
            Raw.Answer first = client.read();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.headers())
                    .containsEntry("plumbline-epoch", "7")
                    .containsEntry("plumbline-model-version", "gbm-binomial-v1")
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKey("connection");
            assertThat(client.read().body()).isEqualTo("{\"rest\":\"/rest/one\"}");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("{\"rest\":\"/rest/two\"}");
            Raw.Answer notAllowed = client.read();
            assertThat(notAllowed.status()).isEqualTo(405);
            assertThat(notAllowed.headers()).containsEntry("allow", "POST");
            assertThat(client.read().body()).isEqualTo("{\"rest\":\"/rest/three\"}");
            assertThat(client.read().body()).isEqualTo(first.body());
        }
    }

    @Test
    void bounds_the_requests_that_are_sent_ahead() throws IOException {
        server = new LocalServer(
                SERVING, LocalServer.sleepy(Duration.ofMillis(100)), Map.of("plumbline.limits.offload", "always"));
        String tiny = "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                + Integer.toHexString(ROW.length()) + "\r\n" + ROW + "\r\n" + "1\r\n \r\n".repeat(50) + "0\r\n\r\n";
        try (Raw client = new Raw(server)) {
            client.send(post(PATH, ROW) + tiny.repeat(20));
            for (int i = 0; i < 21; i++) {
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
        assertThat(server.count("plumbline.http.malformed")).isZero();
        try (Raw client = new Raw(server)) {
            client.send(post(PATH, ROW) + "GET /rest HTTP/1.1\r\nhost: x\r\n\r\n".repeat(40));
            assertThat(client.ends()).isTrue();
        }
        assertThat(server.count("plumbline.http.malformed")).isEqualTo(1);
        try (Raw next = new Raw(server)) {
            assertThat(next.send(post(PATH, ROW)).read().status()).isEqualTo(200);
        }
    }

    @Test
    void reads_bodies_in_pieces_and_on_invitation() throws Exception {
        try (Raw client = new Raw(start(Map.of()))) {
            client.send("POST " + PATH + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int i = 0; i < ROW.length(); i += 10) {
                String piece = ROW.substring(i, Math.min(ROW.length(), i + 10));
                client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);

            client.send("POST " + PATH + " HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: "
                    + ROW.length() + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send(ROW);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void ends_connections_as_their_clients_ask() throws IOException {
        start(Map.of());
        try (Raw client = new Raw(server)) {
            client.send(post(PATH, ROW, "connection: close"));
            assertThat(client.read().headers()).containsEntry("connection", "close");
            assertThat(client.ends()).isTrue();
        }
        try (Raw old = new Raw(server)) {
            old.send("POST " + PATH + " HTTP/1.0\r\ncontent-length: " + ROW.length() + "\r\n\r\n" + ROW);
            assertThat(old.read().status()).isEqualTo(200);
            assertThat(old.ends()).isTrue();
        }
        try (Raw kept = new Raw(server)) {
            String request = "POST " + PATH + " HTTP/1.0\r\nconnection: keep-alive\r\ncontent-length: " + ROW.length()
                    + "\r\n\r\n" + ROW;
            assertThat(kept.send(request).read().headers()).containsEntry("connection", "keep-alive");
            assertThat(kept.send(request).read().status()).isEqualTo(200);
        }
    }

    /** Bytes after the head would be taken for the beginning of the next answer. */
    @Test
    void answers_head_without_a_body() throws IOException {
        start(Map.of("plumbline.auth.mode", "token", "plumbline.auth.token", "secret"));
        try (Raw client = new Raw(server)) {
            String head = "HEAD " + PATH + " HTTP/1.1\r\nhost: x\r\n";
            String token = "authorization: Bearer secret";
            Raw.Answer notAllowed = client.send(head + token + "\r\n\r\n").readHead();
            assertThat(notAllowed.status()).isEqualTo(405);
            assertThat(notAllowed.headers()).containsEntry("content-length", "28");
            assertThat(client.send(head + "\r\n").readHead().status()).isEqualTo(401);
            assertThat(client.send(head + "content-length: 2\r\n\r\nab")
                            .readHead()
                            .status())
                    .isEqualTo(401);
            assertThat(client.send(post(PATH, ROW, token)).read().status()).isEqualTo(200);
            client.send(head + "connection: close\r\n\r\n").readHead();
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void bounds_what_it_reads() throws IOException {
        start(Map.of());
        try (Raw client = new Raw(server)) {
            client.send("POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-length: 2000000\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.ends()).isTrue();
        }
        try (Raw endless = new Raw(server)) {
            endless.send("POST " + PATH + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
            for (int i = 0; i < 17; i++) {
                endless.send(chunk);
            }
            assertThat(endless.read().status()).isEqualTo(413);
        }
        try (Raw client = new Raw(server)) {
            client.send("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(414);
            assertThat(client.ends()).isTrue();
        }
        try (Raw client = new Raw(server)) {
            client.send(post(PATH, ROW, "x: " + "y".repeat(20_000)));
            assertThat(client.read().status()).isEqualTo(431);
        }
        for (String nonsense : List.of(
                "\u0000\u0001 \u0002 x\r\n\r\n",
                "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
                "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
                "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n")) {
            try (Raw client = new Raw(server)) {
                assertThat(client.send(nonsense).read().status()).as(nonsense).isEqualTo(400);
                assertThat(client.ends()).isTrue();
            }
        }
    }

    /** Whoever stands before us may read such a head in another way, and find other requests in the same bytes. */
    @Test
    void refuses_heads_that_can_be_read_in_two_ways() throws IOException {
        start(Map.of());
        String chunks = Integer.toHexString(ROW.length()) + "\r\n" + ROW + "\r\n0\r\n\r\n";
        String chunked = "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: ";
        String get = "GET /v2 HTTP/1.1\r\n";
        List<String> bad = List.of(
                chunked + "chunked\r\ncontent-length: " + chunks.length() + "\r\n\r\n" + chunks,
                post(PATH, ROW, "transfer-encoding: chunked"),
                chunked + "gzip, chunked\r\n\r\n" + chunks,
                chunked + "chunked, gzip\r\n\r\n" + chunks,
                chunked + "xchunked\r\n\r\n" + chunks,
                chunked + "\r\n\r\n" + chunks,
                chunked + "chunked\r\ntransfer-encoding: chunked\r\n\r\n" + chunks,
                chunked + "chunked\r\ntransfer-encoding: identity\r\n\r\n" + chunks,
                chunked.replace("1.1", "1.0") + "chunked\r\n\r\n" + chunks,
                post(PATH, ROW, "transfer-encoding: identity"),
                post(PATH, ROW, ": value"),
                post(PATH, ROW, "host: x"),
                post(PATH, ROW).replace("host: x\r\n", ""),
                get + "\r\n",
                get + "host: a b/:x\r\n\r\n",
                get + "host: x:99999\r\n\r\n",
                get + "host: x:y\r\n\r\n",
                get + "host: u@x\r\n\r\n",
                get + "host: a%41\r\n\r\n",
                get + "host: [::1\r\n\r\n",
                get.replace("1.1", "2.0") + "host: x\r\n\r\n",
                get.replace("1.1", "1.2") + "host: x\r\n\r\n",
                get.replace("HTTP", "http") + "host: x\r\n\r\n",
                get.replace("HTTP/1.1", "RTSP/1.0") + "host: x\r\n\r\n",
                get.replace("/v2", "?") + "host: x\r\n\r\n",
                get.replace("/v2", "v2") + "host: x\r\n\r\n",
                get.replace("/v2", "*") + "host: x\r\n\r\n",
                get.replace("/v2", "ftp://x/v2") + "host: x\r\n\r\n",
                get.replace("/v2", "http:///v2") + "host: x\r\n\r\n",
                get.replace("/v2", "http://u@x/v2") + "host: x\r\n\r\n");
        for (String each : bad) {
            try (Raw client = new Raw(server)) {
                Raw.Answer refused = client.send(each + post(PATH, ROW)).read();
                assertThat(refused.status()).as(each).isEqualTo(400);
                assertThat(refused.body()).isEqualTo("{\"error\":\"the request is not valid HTTP\"}");
                assertThat(client.ends()).as(each).isTrue();
            }
        }
        assertThat(server.count("plumbline.http.malformed")).isEqualTo(bad.size());
        try (Raw client = new Raw(server)) {
            for (String good : List.of(
                    chunked + "Chunked \r\n\r\n" + chunks,
                    get + "host:\r\n\r\n",
                    get + "host: fraud.default.svc:8080\r\n\r\n",
                    get + "host: a_b\r\n\r\n",
                    get + "host: 10.0.0.1:80\r\n\r\n",
                    get + "host: [fe80::1%25eth0]:8080\r\n\r\n",
                    get.replace("/v2", "http://x:80/v2") + "host: x\r\n\r\n",
                    get.replace("/v2", "HTTPS://x?a") + "host: x\r\n\r\n",
                    get.replace("1.1", "1.0") + "connection: keep-alive\r\n\r\n",
                    post(PATH, ROW))) {
                assertThat(client.send(good).read().status()).as(good).isEqualTo(200);
            }
        }
    }

    @Test
    void closes_on_clients_that_drip_and_serves_the_others() throws Exception {
        start(Map.of("plumbline.http.head-timeout", "1s", "plumbline.http.body-timeout", "1s"));
        long begun = System.nanoTime();
        List<Raw> slow = new ArrayList<>();
        try (Raw good = new Raw(server)) {
            for (int i = 0; i < 30; i++) {
                slow.add(new Raw(server)); // says nothing
                slow.add(new Raw(server).send("POST " + PATH + " HTTP/1.1\r\nhost"));
                slow.add(new Raw(server).send(post(PATH, ROW)).send("POST "));
                slow.add(new Raw(server).send("POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"));
            }
            while (System.nanoTime() - begun < Duration.ofMillis(3000).toNanos()) {
                for (Raw drip : slow) {
                    try {
                        drip.send("x");
                    } catch (IOException closed) {
                        continue; // as it should be
                    }
                }
                long sent = System.nanoTime();
                assertThat(good.send(post(PATH, ROW)).read().status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofMillis(1500));
                Thread.sleep(50);
            }
            assertThat(server.server.connections()).isEqualTo(1);
        }
        assertThat(server.count("plumbline.http.expired")).isEqualTo(120);
        for (Raw drip : slow) {
            drip.close();
        }
    }

    /** The beginning of the next head comes in one piece with a whole request; then nothing more. */
    @ParameterizedTest
    @CsvSource({"never, POST", "always, POST", "never, GET", "always, GET"})
    void gives_a_head_its_time_whatever_came_before_it(String offload, String method) throws IOException {
        start(Map.of("plumbline.http.head-timeout", "1s", "plumbline.limits.offload", offload));
        String ahead = method.equals("GET") ? "GET /rest HTTP/1.1\r\nhost: x\r\n\r\n" : post(PATH, ROW);
        for (String part : List.of("P", "POST " + PATH + " HTTP/1.1\r\n", "POST / HTTP/1.1\r\nhost: x\r\nco")) {
            try (Raw client = new Raw(server)) {
                assertThat(client.send(ahead + part).read().status()).isEqualTo(200);
                assertThat(client.read().status()).as(part).isEqualTo(408);
                assertThat(client.ends()).isTrue();
            }
        }
        assertThat(server.registry
                        .get("plumbline.http.expired")
                        .tag("phase", "head")
                        .counter()
                        .count())
                .isEqualTo(3);
        try (Raw client = new Raw(server)) {
            assertThat(client.send(ahead).read().status()).isEqualTo(200);
            assertThat(client.send("\r\n" + ahead).read().status()).isEqualTo(200);
        }
    }

    @Test
    void lets_idle_connections_go_when_new_ones_come() throws Exception {
        start(Map.of("plumbline.http.max-connections", "20"));
        List<Raw> idle = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            idle.add(new Raw(server));
        }
        try (Raw good = new Raw(server)) {
            for (int i = 0; i < 50; i++) {
                assertThat(good.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            }
        }
        assertThat(server.server.connections()).isLessThanOrEqualTo(21);
        assertThat(server.count("plumbline.http.evicted")).isGreaterThanOrEqualTo(180);
        for (Raw each : idle) {
            each.close();
        }
    }

    /** More than are looked at for each new one; the ones that came first go first, the one in use stays. */
    @Test
    void lets_old_connections_go_among_many() throws Exception {
        start(Map.of("plumbline.http.max-connections", "600"));
        List<Raw> idle = new ArrayList<>();
        try (Raw good = new Raw(server)) {
            for (int i = 0; i < 599; i++) {
                idle.add(new Raw(server));
            }
            long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (server.server.connections() < 600) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.sleep(5);
            }
            Thread.sleep(3 * Connections.SWEEP_MILLISECONDS); // else all are of one age
            for (int i = 0; i < 300; i++) {
                if (i % 20 == 0) {
                    assertThat(good.send(post(PATH, ROW)).read().status()).isEqualTo(200);
                }
                idle.add(new Raw(server));
            }
            assertThat(good.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            for (Raw last : idle.subList(599, 899)) {
                assertThat(last.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            }
        }
        assertThat(server.server.connections()).isLessThanOrEqualTo(600);
        assertThat(server.count("plumbline.http.evicted")).isEqualTo(300);
        for (Raw each : idle) {
            each.close();
        }
    }

    @Test
    void gives_up_on_a_client_that_asks_and_does_not_read() throws Exception {
        start(Map.of("plumbline.http.write-timeout", "1s", "plumbline.limits.offload", "never"));
        String rows = "{\"instances\":[" + "{},".repeat(900) + "{}]}";
        try (Raw deaf = new Raw(server)) {
            long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        deaf.send(post(PATH, rows));
                    }
                } catch (IOException closed) {
                    // as it should be
                }
            });
            sender.join(Duration.ofSeconds(15));
            assertThat(sender.isAlive()).isFalse();
            assertThat(System.nanoTime()).isLessThan(until);
        }
        assertThat(server.count("plumbline.http.expired")).isEqualTo(1);
    }

    /** It takes longer than the time-out and than the moment for which a connection lingers, and reads all the while. */
    @ParameterizedTest
    @CsvSource({"close, /rest/large", "keep-alive, /rest/large", "close, " + PATH, "keep-alive, " + PATH})
    void a_slow_reader_gets_its_whole_answer(String connection, String path) throws Exception {
        start(Map.of("plumbline.http.write-timeout", "2s", "plumbline.limits.offload", "never", "rows", "100000"));
        String rows = "{\"instances\":[" + "{},".repeat(99_999) + "{}]}";
        try (Raw slow = new Raw(server)) {
            Raw.Answer answer = slow.send(post(path, path.equals(PATH) ? rows : "", "connection: " + connection))
                    .readSlowly(256 << 10, Duration.ofMillis(150));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(Integer.parseInt(answer.headers().get("content-length")));
            assertThat(answer.body().length()).isGreaterThan(6_000_000);
            if (connection.equals("close")) {
                assertThat(slow.ends()).isTrue();
            } else {
                assertThat(slow.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            }
        }
        assertThat(server.count("plumbline.http.expired")).isZero();
    }

    @Test
    void gives_up_on_a_last_answer_that_is_not_read() throws Exception {
        start(Map.of("plumbline.http.write-timeout", "1s"));
        try (Raw deaf = new Raw(server)) {
            deaf.send(post("/rest/large", "", "connection: close")).readHead();
            long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (server.server.connections() > 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.sleep(20);
            }
        }
        assertThat(server.count("plumbline.http.expired")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always"})
    void a_cache_that_must_be_asked_and_cannot_is_a_503(String offload) throws IOException {
        Scorer away = serving -> row -> {
            throw new CacheMissedException();
        };
        server = new LocalServer(SERVING, away, Map.of("plumbline.limits.offload", offload));
        try (Raw client = new Raw(server)) {
            Raw.Answer refused = client.send(post(PATH, ROW)).read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers())
                    .containsEntry("retry-after", "1")
                    .containsEntry("plumbline-model-version", "gbm-binomial-v1");
            assertThat(refused.body()).isEqualTo("{\"error\":\"the cache cannot be asked\"}");
            assertThat(server.registry
                            .get("plumbline.scoring.requests")
                            .tag("code", "503")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }
}
