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
import dev.plumbline.testcluster.TestKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer within a company, for which no public authority vouches. */
class IssuerOverTlsTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);

    @TempDir
    static Path folder;

    private static TestKeys keys;

    @BeforeAll
    static void certify() throws Exception {
        keys = new TestKeys(folder);
        keys.make("issuer", "-ext", "san=ip:127.0.0.1");
    }

    private static int ask(TokenIssuer issuer, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "plumbline.auth.mode", "oidc",
                "plumbline.auth.issuer", issuer.uri(),
                "plumbline.auth.audience", "plumbline"));
        settings.putAll(more);
        try (LocalServer server = new LocalServer(SERVING, Scorer.DIRECT, settings);
                Raw client = new Raw(server)) {
            return client.send(post(PATH, ROW, "authorization: Bearer " + issuer.token(Map.of())))
                    .read()
                    .status();
        }
    }

    @Test
    void isBelievedWithItsAuthorityOnly() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.over(keys.server("issuer"))) {
            assertThat(ask(issuer, Map.of("plumbline.auth.ca", keys.pem("issuer"))))
                    .isEqualTo(200);
            assertThat(issuer.fetches()).isEqualTo(1);
            assertThat(ask(issuer, Map.of())).isEqualTo(401);
            assertThat(ask(issuer, Map.of("plumbline.auth.ca", " "))).isEqualTo(401);
            assertThat(issuer.fetches()).as("no key was read meanwhile").isEqualTo(1);
        }
    }

    @Test
    void isNotAskedWithAnAuthorityThatIsNone() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.over(keys.server("issuer"))) {
            for (String broken : List.of("x", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")) {
                assertThatThrownBy(() -> ask(issuer, Map.of("plumbline.auth.ca", broken)))
                        .hasMessageContaining("PLUMBLINE_AUTH_CA");
            }
        }
    }
}
