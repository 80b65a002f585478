package dev.plumbline.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.plan.Ports;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlatformObserverTest {

    /** An address of loopback that nothing else of this machine listens at. */
    private static final String ADDRESS = "127.83.19.4";

    private final PlatformObserver observer = new PlatformObserver(new PodClient());
    private final CountDownLatch bothAsked = new CountDownLatch(2);

    /** Each answers only when the other has been asked as well. */
    @Test
    void cloudAndDatabaseAreAskedAtOnce() throws IOException {
        HttpServer h2o = answering(Ports.H2O, """
                {"cloud_size": 1, "cloud_healthy": true, "consensus": true, "locked": true, "version": "3.46.0.11",
                 "nodes": [{"h2o": "10.0.0.1:54321", "healthy": true}]}""");
        HttpServer patroni = answering(Ports.PATRONI, """
                {"members": [{"name": "pg-0", "role": "leader", "state": "running", "timeline": 1}]}""");
        try {
            PlatformObserver.Sight sight = observer.look(List.of(pod("h2o-0")), List.of(pod("pg-0")));
            assertThat(sight.cloud()).get().extracting(H2oCloud::size).isEqualTo(1);
            assertThat(sight.database()).get().matches(cluster -> cluster.leader()
                    .isPresent());
        } finally {
            h2o.stop(0);
            patroni.stop(0);
        }
    }

    @Test
    void nobodyThereIsNoAnswer() {
        assertThat(observer.look(List.of(pod("h2o-0")), List.of()))
                .isEqualTo(new PlatformObserver.Sight(Optional.empty(), Optional.empty()));
    }

    private HttpServer answering(int port, String json) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(ADDRESS, port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            bothAsked.countDown();
            byte[] answer = json.getBytes(StandardCharsets.UTF_8);
            boolean together = awaitBoth();
            exchange.sendResponseHeaders(together ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private boolean awaitBoth() {
        try {
            return bothAsked.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPodIP(ADDRESS)
                .endStatus()
                .build();
    }
}
