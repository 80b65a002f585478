package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {

    private static final byte[] CONTENT = "the model".getBytes();

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
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
        timer.shutdownNow();
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private HttpSource source(Duration budget) {
        return new HttpSource(new AddressPolicy(List.of(), true), budget, timer);
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
