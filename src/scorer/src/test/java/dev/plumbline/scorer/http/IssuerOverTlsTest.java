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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer within a company, for which no public authority vouches. */
class IssuerOverTlsTest {

    private static final Serving SERVING = TestModels.serving("gbm-binomial-v1", 1);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static KeyStore keys;

    @BeforeAll
    static void certify() throws Exception {
        Path store = folder.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=issuer",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static TokenIssuer issuer() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return TokenIssuer.over(tls);
    }

    private static String authority() throws Exception {
        byte[] der = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(der));
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
        try (TokenIssuer issuer = issuer()) {
            assertThat(ask(issuer, Map.of("plumbline.auth.ca", authority()))).isEqualTo(200);
            assertThat(issuer.fetches()).isEqualTo(1);
            assertThat(ask(issuer, Map.of())).isEqualTo(401);
            assertThat(ask(issuer, Map.of("plumbline.auth.ca", " "))).isEqualTo(401);
            assertThat(issuer.fetches()).as("no key was read meanwhile").isEqualTo(1);
        }
    }

    @Test
    void isNotAskedWithAnAuthorityThatIsNone() throws Exception {
        try (TokenIssuer issuer = issuer()) {
            for (String broken : List.of("x", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")) {
                assertThatThrownBy(() -> ask(issuer, Map.of("plumbline.auth.ca", broken)))
                        .hasMessageContaining("PLUMBLINE_AUTH_CA");
            }
        }
    }
}
