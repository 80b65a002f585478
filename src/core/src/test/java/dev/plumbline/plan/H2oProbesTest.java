package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.api.MlPlatform;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the start-up probe's own script against the answers that an H2O node gives. */
class H2oProbesTest {

    private static final String CLOUD = "{\"version\":\"3.46.0.11\",\"cloud_size\":%d,\"cloud_uptime_millis\":5,"
            + "\"cloud_healthy\":true,\"bad_nodes\":0,\"consensus\":%s,\"locked\":false}";

    @Test
    void theLeaderOfAWholeCloudHasStarted() throws Exception {
        assertThat(exitOn(200, CLOUD.formatted(1, true))).isZero();
    }

    @Test
    void theLeaderOfATooSmallOrDividedCloudHasNot() throws Exception {
        assertThat(exitOn(200, CLOUD.formatted(11, true))).isNotZero();
        assertThat(exitOn(200, CLOUD.formatted(1, false))).isNotZero();
    }

    @Test
    void aFollowerAndANodeThatAsksForALoginHaveStarted() throws Exception {
        assertThat(exitOn(403, "")).isZero();
        assertThat(exitOn(401, "")).isZero();
    }

    @Test
    void aNodeThatFailsOrDoesNotListenHasNot() throws Exception {
        assertThat(exitOn(500, "")).isNotZero();
        HttpServer gone = server(200, "");
        int port = gone.getAddress().getPort();
        gone.stop(0);
        assertThat(exit(port)).isNotZero();
    }

    private static int exitOn(int status, String body) throws Exception {
        HttpServer server = server(status, body);
        try {
            return exit(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/3/Cloud", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int exit(int port) throws Exception {
        MlPlatform smallest = Serialization.unmarshal("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: fraud, namespace: ml}
                spec: {h2o: {resources: {memory: 2560Mi}}}
                """, MlPlatform.class);
        List<String> command =
                H2oProbes.started(ValidPlatforms.of(smallest).h2o()).getExec().getCommand();
        Stream<String> here = command.stream().map(word -> word.replace("" + Ports.H2O, Integer.toString(port)));
        return new ProcessBuilder(here.toList()).inheritIO().start().waitFor();
    }
}
