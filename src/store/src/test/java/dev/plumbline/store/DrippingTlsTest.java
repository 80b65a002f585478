package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.testcluster.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS behind something that lets its bytes through one by one, within a record. */
class DrippingTlsTest {

    private static final int RECORD = 16_000;

    @TempDir
    Path folder;

    private HttpsServer server;
    private StoreSecret secret;

    @BeforeEach
    void serve() throws Exception {
        TestKeys keys = new TestKeys(folder);
        keys.make("ca", "-ext", "bc:c", "-validity", "30");
        keys.make("good", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-validity", "20");
        Path ca = Files.writeString(folder.resolve("ca.pem"), keys.pem("ca"));
        secret = new StoreSecret(Optional.empty(), Optional.of(ca), Map.of());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.server("good")));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, RECORD);
            exchange.getResponseBody().write(new byte[RECORD]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Lets so many bytes of the server through at once, then ten a second for half a minute. */
    private ServerSocket dripAfter(int bytes) throws IOException {
        ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket client = listening.accept();
                    Socket behind = new Socket(
                            InetAddress.getLoopbackAddress(),
                            server.getAddress().getPort());
                    Thread.startVirtualThread(() -> pass(client, behind, Integer.MAX_VALUE));
                    Thread.startVirtualThread(() -> pass(behind, client, bytes));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return listening;
    }

    private static void pass(Socket from, Socket to, int atOnce) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int dripped = 0;
            int passed = 0;
            for (int each = in.read(); each >= 0 && dripped < 300; each = in.read()) {
                out.write(each);
                if (++passed > atOnce) {
                    dripped++;
                    Thread.sleep(100);
                }
            }
        } catch (IOException | InterruptedException gone) {
            // Whoever fetched has had enough.
        }
    }

    private HttpSource source(Duration budget) {
        return new HttpSource(new AddressPolicy(List.of(), true), budget, secret);
    }

    private static void isOverInTime(long start) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_record_that_drips_ends_with_the_time_for_the_download() throws Exception {
        try (ServerSocket between = dripAfter(RECORD / 2)) {
            URI uri = URI.create("https://127.0.0.1:" + between.getLocalPort() + "/");
            long start = System.nanoTime();
            try (InputStream in = source(Duration.ofSeconds(2)).open(uri)) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("stopped within the artifact");
            }
            isOverInTime(start);
        }
    }

    @Test
    void a_handshake_that_drips_does_as_well_whoever_fetches() throws Exception {
        try (ServerSocket between = dripAfter(20)) {
            ArtifactStore store =
                    new ArtifactStore(folder.resolve("copies"), RECORD, Map.of("https", source(Duration.ofSeconds(1))));
            long start = System.nanoTime();
            String uri = "https://127.0.0.1:" + between.getLocalPort() + "/";
            assertThat(store.fetch(uri, Sha256.of(new byte[RECORD])).toString())
                    .contains("FetchFailed")
                    .contains("did not answer");
            isOverInTime(start);
        }
        try (ServerSocket between = dripAfter(Integer.MAX_VALUE)) {
            String uri = "https://127.0.0.1:" + between.getLocalPort() + "/";
            try (InputStream in = source(Duration.ofSeconds(20)).open(URI.create(uri))) {
                assertThat(in.readAllBytes()).hasSize(RECORD);
            }
        }
    }
}
