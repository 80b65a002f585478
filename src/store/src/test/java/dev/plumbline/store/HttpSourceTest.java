package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {

    private static final byte[] CONTENT = "the model".getBytes();

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ok", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        redirect("/once", "/ok");
        redirect("/loop", "/loop");
        redirect("/metadata", "http://169.254.169.254/latest/meta-data");
        redirect("/file", "file:///etc/passwd");
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(new byte[1000]);
                }
            } catch (IOException gone) {
                exchange.close();
            }
        });
        server.createContext("/short", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(CONTENT);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.createContext("/s3", exchange -> {
            byte[] asked = exchange.getRequestURI().toString().getBytes();
            exchange.sendResponseHeaders(200, asked.length);
            exchange.getResponseBody().write(asked);
            exchange.close();
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException | IOException gone) {
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private HttpSource source(Duration budget) {
        return new HttpSource(new AddressPolicy(List.of(), true), budget, StoreSecret.none());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void follows_a_redirect_to_the_content() throws Exception {
        for (String path : new String[] {"/ok", "/once"}) {
            try (InputStream in = source(Duration.ofSeconds(5)).open(uri(path))) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loop", "/metadata", "/file", "/none"})
    void refuses_where_it_may_not_or_cannot_go(String path) {
        assertThatThrownBy(() -> source(Duration.ofSeconds(5)).open(uri(path)))
                .isInstanceOf(FetchException.class)
                .hasMessageMatching("(?s)(http://127|only http|http://169).*");
    }

    @Test
    void connects_to_the_address_that_was_checked_and_no_other() throws Exception {
        // No such name exists: the connection can only come from the address that is handed in.
        URI nowhere = URI.create("http://store.invalid:" + server.getAddress().getPort() + "/ok");
        Deadline deadline = Deadline.in(Duration.ofSeconds(5));
        Reply reply = Wire.get(
                Ask.of(nowhere, Grant.PUBLIC),
                List.of(InetAddress.getLoopbackAddress()),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                deadline);
        try (InputStream body = reply.body()) {
            assertThat(body.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThatThrownBy(() -> source(Duration.ofSeconds(5)).open(nowhere))
                .isInstanceOfSatisfying(FetchException.class, unknown -> assertThat(unknown.unreachable())
                        .isTrue());
    }

    @Test
    void stops_at_the_size_that_is_allowed(@TempDir Path folder) throws Exception {
        ArtifactStore store = new ArtifactStore(folder, 1000, Map.of("http", source(Duration.ofSeconds(20))));
        Outcome<ArtifactFile> endless = store.fetch(uri("/endless").toString(), Sha256.of(CONTENT));
        assertThat(endless.toString()).contains("FetchFailed").contains("larger than 1000 bytes");
        assertThat(store.fetch(uri("/ok").toString(), Sha256.of(CONTENT))).isInstanceOf(Outcome.Passed.class);
        assertThat(store.fetch(uri("/short").toString(), Sha256.of(new byte[] {1}))
                        .toString())
                .contains("FetchFailed");
        assertThat(store.small(uri("/ok").toString(), 100)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> store.small(uri("/ok").toString(), 3)).isInstanceOf(FetchException.class);
    }

    @Test
    void signs_requests_to_an_object_store() throws Exception {
        AddressPolicy policy = new AddressPolicy(List.of(), true);
        StoreSecret secret = new StoreSecret(
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "PLUMBLINE_S3_ENDPOINT", uri("/s3").toString(),
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "not-to-be-seen"));
        S3Source s3 = new S3Source(new HttpSource(policy, Duration.ofSeconds(5), secret), policy, secret);
        try (InputStream in = s3.open(URI.create("s3://models/fraud/a%20b.zip"))) {
            assertThat(new String(in.readAllBytes()))
                    .startsWith("/s3/models/fraud/a%20b.zip?")
                    .contains("X-Amz-Signature=")
                    .contains("X-Amz-Credential=key%2F")
                    .doesNotContain("not-to-be-seen");
        }
        assertThat(secret.toString() + secret.s3()).doesNotContain("not-to-be-seen");
        for (String bad : List.of(
                "s3://models",
                "s3:///a",
                "s3://UPPER/a",
                "s3://models/",
                "s3://models/a?versionId=1",
                "s3://models/a%2Fb",
                "s3://models/a/%2e%2e/b")) {
            assertThatThrownBy(() -> s3.open(URI.create(bad))).as(bad).isInstanceOf(FetchException.class);
        }
        AddressPolicy listed = new AddressPolicy(List.of("s3://models/"), true);
        S3Source narrow = new S3Source(new HttpSource(listed, Duration.ofSeconds(5), secret), listed, secret);
        narrow.open(URI.create("s3://models/x")).close();
        assertThatThrownBy(() -> narrow.open(URI.create("s3://others/x"))).isInstanceOf(FetchException.class);
    }

    @Test
    void says_what_to_mend_where_an_object_store_cannot_be_asked() {
        AddressPolicy policy = new AddressPolicy(List.of(), true);
        Map<String, String> named = Map.of(
                "ftp://minio/", "PLUMBLINE_S3_ENDPOINT",
                "minio:9000", "PLUMBLINE_S3_ENDPOINT",
                "http:///x", "PLUMBLINE_S3_ENDPOINT",
                "http://my_minio:9000", "without an underscore",
                "http://127.0.0.1:1/?x=", "PLUMBLINE_S3_ENDPOINT",
                "http://127.0.0.1:1/#", "PLUMBLINE_S3_ENDPOINT",
                "ht tp", "PLUMBLINE_S3_ENDPOINT");
        named.forEach((endpoint, told) -> fails(policy, Map.of("PLUMBLINE_S3_ENDPOINT", endpoint), told));
        for (String region : List.of("a_b", "a/b", "eu-central-1.evil.example/", "-")) {
            fails(policy, Map.of("AWS_REGION", region), "AWS_REGION is not the name of a region");
        }
    }

    private static void fails(AddressPolicy policy, Map<String, String> settings, String told) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("AWS_ACCESS_KEY_ID", "key");
        all.put("AWS_SECRET_ACCESS_KEY", "not-to-be-seen");
        StoreSecret secret = new StoreSecret(Optional.empty(), Optional.empty(), all);
        S3Source s3 = new S3Source(new HttpSource(policy, Duration.ofSeconds(5), secret), policy, secret);
        assertThatThrownBy(() -> s3.open(URI.create("s3://models/a.zip")))
                .as(settings.toString())
                .isInstanceOf(FetchException.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_host_that_java_does_not_see_is_never_asked() throws Exception {
        String listed = "http://my_store.test:5000/";
        AddressPolicy policy = new AddressPolicy(List.of(listed, uri("/").toString()), true);
        for (String odd : List.of(listed + "a.zip", listed, "http://a-.test:5000/")) {
            AddressPolicy wide = new AddressPolicy(List.of(listed, "http://a-.test:5000/"), true);
            assertThatThrownBy(() -> wide.check(URI.create(odd)))
                    .as(odd)
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("without an underscore");
        }
        assertThat(Ask.sameOrigin(URI.create("http://my_registry:5000/"), URI.create("http://evil_b:9999/")))
                .isFalse();
        redirect("/odd", "http://my_store.test:5000/a.zip");
        HttpSource source = new HttpSource(policy, Duration.ofSeconds(5), StoreSecret.none());
        assertThatThrownBy(() -> source.open(uri("/odd")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("without an underscore");
        policy.check(uri("/ok"));
    }

    @Test
    void shows_an_address_as_it_was_written() {
        String odd = "/none%1b%5b31m%E2%80%AE?signature=s3cret";
        assertThatThrownBy(() -> source(Duration.ofSeconds(5)).open(uri(odd)))
                .hasMessageContaining("/none%1b%5b31m%E2%80%AE answered with status 404")
                .hasMessageNotContaining("s3cret");
        assertThat(AddressPolicy.shown(URI.create("http://user:s3cret@a_b:1/\u202ex\u200f")))
                .isEqualTo("http://a_b:1/?x?");
        assertThatThrownBy(() -> OciReference.of(URI.create("oci://a\u202eb/c:d")))
                .hasMessageContaining("every reader understands alike");
    }

    @Test
    void cuts_off_a_body_that_drips() throws Exception {
        long start = System.nanoTime();
        try (InputStream in = source(Duration.ofSeconds(1)).open(uri("/drip"))) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void allows_by_list_and_by_address() throws Exception {
        AddressPolicy open = new AddressPolicy(List.of(), false);
        AddressPolicy listed = new AddressPolicy(List.of("http://10.0.0.7/models", "https://1.1.1.1/"), false);
        open.check(URI.create("https://1.1.1.1/a.zip"));
        listed.check(URI.create("https://1.1.1.1/a.zip"));
        listed.check(URI.create("http://10.0.0.7/models/a.zip"));
        for (String refused : new String[] {
            "http://10.0.0.7/models",
            "http://192.168.1.1/x",
            "http://172.16.0.1/x",
            "http://100.64.0.1/x",
            "http://[fd00::1]/x",
            "http://127.0.0.1/x",
            "http://[::1]/x",
            "http://0.0.0.0/x",
            "http://2130706433/x",
            "http://169.254.169.254/x",
            "http://[::ffff:169.254.169.254]/x",
            "http://user:secret@1.1.1.1/x",
            "ftp://1.1.1.1/x",
            "http:///x"
        }) {
            assertThatThrownBy(() -> open.check(URI.create(refused)))
                    .as(refused)
                    .isInstanceOf(FetchException.class)
                    .hasMessageNotContaining("secret");
        }
        for (String refused : new String[] {"http://10.0.0.7/models-b/a.zip", "https://9.9.9.9/x"}) {
            assertThatThrownBy(() -> listed.check(URI.create(refused))).isInstanceOf(FetchException.class);
        }
        assertThatThrownBy(() ->
                        new AddressPolicy(List.of("http://127.0.0.1/"), false).check(URI.create("http://127.0.0.1/x")))
                .isInstanceOf(FetchException.class);
    }
}
