package dev.plumbline.scorer.http;

import static dev.plumbline.scorer.http.LocalServer.PATH;
import static dev.plumbline.scorer.http.LocalServer.ROW;
import static dev.plumbline.scorer.http.Raw.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.security.TokenIssuer;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may score, over real connections. */
class AuthTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);

    @TempDir
    Path folder;

    private static LocalServer start(Map<String, String> settings) {
        return new LocalServer(SERVING, Scorer.DIRECT, settings);
    }

    private static LocalServer oidc(TokenIssuer issuer, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("plumbline.auth.mode", "oidc");
        settings.put("plumbline.auth.issuer", issuer.uri());
        settings.put("plumbline.auth.audience", "plumbline");
        return start(settings);
    }

    private static int ask(Raw client, String authorization) throws IOException {
        return client.send(post(PATH, ROW, "authorization: " + authorization))
                .read()
                .status();
    }

    @Test
    void wants_the_token_of_the_file() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "secret-one\n");
        try (LocalServer server =
                        start(Map.of("plumbline.auth.mode", "token", "plumbline.auth.token-file", file.toString()));
                Raw client = new Raw(server)) {
            Raw.Answer without = client.send(post(PATH, ROW)).read();
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.headers()).containsEntry("www-authenticate", "Bearer realm=\"plumbline\"");
            assertThat(ask(client, "Bearer secret-one")).isEqualTo(200);
            assertThat(ask(client, "bearer secret-one")).isEqualTo(200);
            for (String wrong : List.of("Bearer secret-on", "Bearer secret-one2", "Bearer", "Basic c2VjcmV0", "x")) {
                Raw.Answer refused =
                        client.send(post(PATH, ROW, "authorization: " + wrong)).read();
                assertThat(refused.status()).as(wrong).isEqualTo(401);
                assertThat(refused.body()).doesNotContain("secret");
            }
            assertThat(client.send("GET /v2/models/fraud HTTP/1.1\r\nhost: x\r\n\r\n")
                            .read()
                            .status())
                    .as("the schema of a model is not public either")
                    .isEqualTo(401);
            assertThat(client.send("GET /v2/health/live HTTP/1.1\r\nhost: x\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);

            Files.writeString(file, "secret-two");
            Thread.sleep(1100);
            assertThat(ask(client, "Bearer secret-one")).isEqualTo(401);
            assertThat(ask(client, "Bearer secret-two")).isEqualTo(200);
            Files.writeString(file, "");
            Thread.sleep(1100);
            assertThat(ask(client, "Bearer ")).isEqualTo(401);
            assertThat(server.count("plumbline.http.unauthorized")).isEqualTo(9);
        }
    }

    /** Later parts of the server resolve dots, so a path counts as it is written. */
    @Test
    void only_the_two_paths_of_health_need_no_token() throws Exception {
        try (LocalServer server = start(Map.of("plumbline.auth.mode", "token", "plumbline.auth.token", "secret"));
                Raw client = new Raw(server)) {
            for (String open : List.of("/v2/health/live", "/v2/health/ready", "/v2/health/live?a=/../b")) {
                assertThat(get(client, open)).as(open).isEqualTo(200);
            }
            for (String closed : List.of(
                    "/v2/health/../models/fraud",
                    "/v2/health/%2e%2e/models/fraud",
                    "/v2/health/../../q/openapi",
                    "/v2/health/live/../../models/fraud",
                    "/v2/health/live/%2E%2E/%2E%2E/models/fraud",
                    "/v2/health/live;/../../models/fraud",
                    "/v2/health/live#/../../models/fraud",
                    "/v2/health/",
                    "/v2/health/live/",
                    "/v2/./health/live",
                    "//v2/health/live")) {
                assertThat(get(client, closed)).as(closed).isEqualTo(401);
            }
        }
    }

    private static int get(Raw client, String path) throws IOException {
        return client.send("GET " + path + " HTTP/1.1\r\nhost: x\r\n\r\n")
                .read()
                .status();
    }

    @Test
    void takes_tokens_of_the_issuer_for_this_audience_only() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer();
                TokenIssuer other = new TokenIssuer();
                LocalServer server = oidc(issuer, Map.of());
                Raw client = new Raw(server)) {
            assertThat(client.send(post(PATH, ROW)).read().status()).isEqualTo(401);
            String good = issuer.token(Map.of());
            for (int i = 0; i < 20; i++) {
                assertThat(ask(client, "Bearer " + good)).isEqualTo(200);
            }
            assertThat(issuer.fetches()).isEqualTo(1);
            assertThat(ask(client, "Bearer " + issuer.token(Map.of("aud", List.of("x", "plumbline")))))
                    .isEqualTo(200);
            for (Map.Entry<String, Object> granted : List.<Map.Entry<String, Object>>of(
                    Map.entry("scope", List.of("openid", "plumbline.predict")),
                    Map.entry("scp", List.of("plumbline.predict")),
                    Map.entry("scp", "openid plumbline.predict"),
                    Map.entry("roles", List.of("plumbline.predict")))) {
                Map<String, Object> claims = new HashMap<>(Map.of("scope", ""));
                claims.put(granted.getKey(), granted.getValue());
                assertThat(ask(client, "Bearer " + issuer.token(claims)))
                        .as(granted.toString())
                        .isEqualTo(200);
            }
            for (Object unlike :
                    List.<Object>of("plumbline.predictor", "PLUMBLINE.PREDICT", 7, List.of(7), Map.of("a", "b"))) {
                assertThat(ask(client, "Bearer " + issuer.token(Map.of("scope", "openid", "scp", unlike))))
                        .as(unlike.toString())
                        .isEqualTo(403);
            }

            for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                    Map.of("aud", "another-service"),
                    Map.of("aud", ""),
                    Map.of("iss", "https://issuer.example"),
                    Map.of("exp", 1_700_000_000L),
                    Map.of("exp", ""),
                    Map.of("nbf", 4_000_000_000L),
                    Map.of("sub", ""))) {
                assertThat(ask(client, "Bearer " + issuer.token(wrong)))
                        .as(wrong.toString())
                        .isEqualTo(401);
            }
            assertThat(ask(client, "Bearer " + other.token(Map.of("iss", issuer.uri()))))
                    .as("the right words with another key")
                    .isEqualTo(401);
            assertThat(ask(client, "Bearer " + unsigned(good))).isEqualTo(401);
            for (String nonsense : List.of("a.b.c", "....", good.substring(0, good.length() - 5), "\u00ff\u00fe")) {
                assertThat(ask(client, "Bearer " + nonsense)).as(nonsense).isEqualTo(401);
            }

            Raw.Answer unscoped = client.send(
                            post(PATH, ROW, "authorization: Bearer " + issuer.token(Map.of("scope", "openid"))))
                    .read();
            assertThat(unscoped.status()).isEqualTo(403);
            assertThat(unscoped.headers().get("www-authenticate")).contains("insufficient_scope", "plumbline.predict");
        }
    }

    /** However small its chunks are, and with the next request behind it. */
    @Test
    void a_body_waits_for_the_first_look_at_its_token() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer();
                LocalServer server = oidc(issuer, Map.of())) {
            StringBuilder chunks = new StringBuilder();
            for (char each : (ROW + " ".repeat(1000)).toCharArray()) {
                chunks.append("1\r\n").append(each).append("\r\n");
            }
            chunks.append("0\r\nx: trailer\r\n\r\n");
            for (Map.Entry<String, Integer> each :
                    Map.of(PATH, 200, "/v2/models/x/infer", 404).entrySet()) {
                for (String audience : List.of("plumbline", "another")) {
                    String token =
                            "authorization: Bearer " + issuer.token(Map.of("aud", audience, "jti", each.getKey()));
                    String request = "POST " + each.getKey() + " HTTP/1.1\r\nhost: x\r\n" + token
                            + "\r\ntransfer-encoding: chunked\r\n\r\n" + chunks;
                    int expected = audience.equals("plumbline") ? each.getValue() : 401;
                    try (Raw client = new Raw(server)) {
                        client.send(request + (expected == 401 ? "" : post(PATH, ROW, token)));
                        assertThat(client.read().status()).as(each.getKey()).isEqualTo(expected);
                        assertThat(expected == 401 || client.read().status() == 200)
                                .isTrue();
                    }
                }
            }
            assertThat(server.count("plumbline.http.malformed")).isZero();
        }
    }

    @Test
    void refuses_and_never_fails_while_no_key_can_be_had() throws Exception {
        TokenIssuer issuer = new TokenIssuer();
        String token = issuer.token(Map.of());
        issuer.close();
        try (LocalServer server = oidc(issuer, Map.of());
                Raw client = new Raw(server)) {
            assertThat(ask(client, "Bearer " + token)).isEqualTo(401);
        }
    }

    @Test
    void takes_a_token_from_the_environment_too() throws Exception {
        try (LocalServer server = start(Map.of("plumbline.auth.mode", "token", "plumbline.auth.token", "secret-env"));
                Raw client = new Raw(server)) {
            assertThat(ask(client, "Bearer secret-env")).isEqualTo(200);
            assertThat(ask(client, "Bearer secret-en")).isEqualTo(401);
        }
    }

    @Test
    void does_not_start_with_half_a_configuration() {
        assertThatThrownBy(() -> start(Map.of("plumbline.auth.mode", "token")))
                .hasMessageContaining("PLUMBLINE_AUTH_TOKEN_FILE");
        assertThatThrownBy(() ->
                        start(Map.of("plumbline.auth.mode", "oidc", "plumbline.auth.issuer", "http://127.0.0.1:1")))
                .hasMessageContaining("PLUMBLINE_AUTH_AUDIENCE");
    }

    @Test
    void limits_each_client_by_its_name_or_its_address() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer();
                LocalServer server = oidc(
                        issuer, Map.of("plumbline.limits.client-rate", "0.01", "plumbline.limits.client-burst", "3"));
                Raw client = new Raw(server)) {
            String one = "Bearer " + issuer.token(Map.of());
            String again = "Bearer " + issuer.token(Map.of("jti", "another token of the same client"));
            String two = "Bearer " + issuer.token(Map.of("sub", "client-two"));
            assertThat(List.of(ask(client, one), ask(client, one), ask(client, again), ask(client, again)))
                    .containsExactly(200, 200, 200, 429);
            assertThat(ask(client, two)).isEqualTo(200);
        }
        try (LocalServer server =
                        start(Map.of("plumbline.limits.client-rate", "0.01", "plumbline.limits.client-burst", "2"));
                Raw client = new Raw(server);
                Raw second = new Raw(server)) {
            assertThat(client.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            assertThat(second.send(post(PATH, ROW)).read().status()).isEqualTo(200);
            Raw.Answer limited = second.send(post(PATH, ROW)).read();
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.headers()).containsKey("retry-after");
        }
    }

    /** The claims of a token, under a head that says that it needs no signature. */
    private static String unsigned(String token) {
        String head = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return head + "." + token.split("\\.")[1] + ".";
    }
}
