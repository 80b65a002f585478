package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.testcluster.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS with an authority of our own, made by the JDK's keytool. */
class TlsTest {

    private static final byte[] CONTENT = "the model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static TestKeys keys;
    private static Path ca;
    private static Path otherCa;

    private final List<HttpsServer> servers = new ArrayList<>();

    @BeforeAll
    static void certify() throws Exception {
        keys = new TestKeys(folder);
        keys.make("ca", "-ext", "bc:c", "-validity", "30");
        keys.make("good", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-validity", "20");
        keys.make("named", "-signer", "ca", "-ext", "san=dns:models.test", "-validity", "20");
        keys.make("expired", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-startdate", "-9d", "-validity", "5");
        ca = Files.writeString(folder.resolve("ca.pem"), keys.pem("ca"));
        otherCa = Files.writeString(folder.resolve("named.pem"), keys.pem("named"));
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    /** @return its address, without a slash at the end */
    private String serve(String alias, Map<String, String> redirects) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.server(alias)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        redirects.forEach((path, to) -> server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        }));
        server.createContext("/model.zip", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            boolean open = login == null || login.equals("Bearer s3cret");
            exchange.sendResponseHeaders(open ? 200 : 403, open ? CONTENT.length : -1);
            exchange.getResponseBody().write(open ? CONTENT : new byte[0]);
            exchange.close();
        });
        server.createContext("/private.zip", exchange -> {
            boolean known = "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? 200 : 401, known ? CONTENT.length : -1);
            exchange.getResponseBody().write(known ? CONTENT : new byte[0]);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private static byte[] fetch(String uri, StoreSecret secret) throws IOException, FetchException {
        var http = new HttpSource(new AddressPolicy(List.of(), true), Duration.ofSeconds(10), secret);
        try (InputStream in = http.open(URI.create(uri))) {
            return in.readAllBytes();
        }
    }

    private static StoreSecret trusting(Path authority) {
        return new StoreSecret(Optional.empty(), Optional.of(authority), Map.of());
    }

    @Test
    void a_private_authority_is_trusted_where_it_is_given() throws Exception {
        String server = serve("good", Map.of());
        assertThat(fetch(server + "/model.zip", trusting(ca))).isEqualTo(CONTENT);
        for (StoreSecret without : List.of(StoreSecret.none(), trusting(otherCa))) {
            assertThatThrownBy(() -> fetch(server + "/model.zip", without))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("a certificate that is not trusted");
        }
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.copy(ca, secret.resolve("ca.crt"));
        Files.writeString(secret.resolve("token"), "s3cret\n");
        StoreSecret mounted = new StoreSecret(Optional.of(secret), Optional.empty(), Map.of());
        assertThat(fetch(server + "/private.zip", mounted)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> fetch(server + "/private.zip", trusting(ca))).hasMessageContaining("status 401");
        Files.writeString(secret.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> fetch(server + "/private.zip", mounted)).hasMessageContaining("no PEM certificates");
        Files.writeString(secret.resolve("ca.crt"), "");
        assertThatThrownBy(() -> fetch(server + "/private.zip", mounted)).hasMessageContaining("no certificate");
    }

    @Test
    void another_name_and_another_time_are_not() throws Exception {
        for (String alias : List.of("named", "expired")) {
            String server = serve(alias, Map.of());
            assertThatThrownBy(() -> fetch(server + "/model.zip", trusting(ca)))
                    .as(alias)
                    .isInstanceOfSatisfying(FetchException.class, refused -> assertThat(refused.unreachable())
                            .isFalse())
                    .hasMessageContaining("a certificate that is not trusted for its name");
        }
    }

    @Test
    void a_dot_at_the_end_of_a_name_is_no_part_of_it() throws Exception {
        String port = serve("named", Map.of()).replaceFirst(".*:", "");
        for (String name : List.of("models.test", "models.test.")) {
            assertThat(fetch("https://" + name + ":" + port + "/model.zip", trusting(ca)))
                    .isEqualTo(CONTENT);
        }
    }

    @Test
    void a_redirect_leads_to_no_weaker_place_and_takes_no_login_along() throws Exception {
        String target = serve("good", Map.of());
        String server = serve(
                "good",
                Map.of(
                        "/plain", "http://127.0.0.1:1/model.zip",
                        "/metadata", "https://169.254.169.254/model.zip",
                        "/inside", "https://inside.test/model.zip",
                        "/here", "/private.zip",
                        "/fine", target + "/model.zip",
                        "/there", target + "/private.zip"));
        Path secret = Files.createDirectories(folder.resolve("login"));
        Files.writeString(secret.resolve("token"), "s3cret");
        StoreSecret login = new StoreSecret(Optional.of(secret), Optional.of(ca), Map.of());
        assertThat(fetch(server + "/fine", login)).isEqualTo(CONTENT);
        assertThat(fetch(server + "/here", login)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> fetch(server + "/there", login)).hasMessageContaining("status 401");
        assertThatThrownBy(() -> fetch(server + "/plain", login)).hasMessageContaining("weaker scheme");
        assertThatThrownBy(() -> fetch(server + "/metadata", login)).hasMessageContaining("never fetched from");
        assertThatThrownBy(() -> fetch(server + "/inside", login)).hasMessageContaining("private address");
    }

    @Test
    void a_name_is_judged_by_what_it_resolves_to_once() throws Exception {
        String server = serve("good", Map.of());
        String port = server.substring(server.lastIndexOf(':'));
        AddressPolicy policy = new AddressPolicy(List.of(), false);
        for (String name : List.of(
                "loopback.test",
                "loopback6.test",
                "mapped.test",
                "metadata.test",
                "nat64.test",
                "both.test",
                "any.test")) {
            assertThatThrownBy(() -> policy.check(URI.create("https://" + name + port + "/model.zip")))
                    .as(name)
                    .hasMessageContaining("never fetched from");
        }
        assertThatThrownBy(() -> policy.check(URI.create("https://inside.test/")))
                .hasMessageContaining("private address");
        // The second answer is this machine, where a server listens that is trusted; it must not be asked for.
        HttpSource http = new HttpSource(policy, Duration.ofSeconds(1), trusting(ca));
        ArtifactStore store = new ArtifactStore(folder.resolve("store"), 1000, Map.of("https", http));
        List<InetAddress> checked = policy.check(URI.create("https://rebind.test" + port + "/model.zip"));
        assertThat(checked).containsExactly(InetAddress.ofLiteral("93.184.215.14"));
        assertThat(Names.asked("rebind.test")).isOne();
        Outcome<?> second = store.fetch("https://rebind.test" + port + "/model.zip", Sha256.of(CONTENT));
        assertThat(second.toString()).contains("FetchFailed").contains("never fetched from");
    }
}
