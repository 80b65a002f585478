package dev.plumbline.scorer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.store.FetchException;
import dev.plumbline.testcluster.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a TLS server with a certificate of its own, in the place of the API server. */
class KubeApiTest {

    /** What keytool, a process of its own, made once for all tests. */
    @TempDir
    static Path made;

    private static TestKeys keys;

    @TempDir
    Path folder;

    private final Map<String, String> objects = new ConcurrentHashMap<>();
    /** The account of the token is gone. */
    private volatile boolean strange;

    private HttpsServer server;
    private KubeApi api;

    @BeforeAll
    static void certify() throws Exception {
        keys = new TestKeys(made);
        for (String alias : List.of("server", "other")) {
            keys.make(alias, "-ext", "san=ip:127.0.0.1", "-validity", "2");
        }
    }

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), keys.pem("server"));
        Files.writeString(folder.resolve("token"), "first");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.server("server")));
        server.createContext("/api/v1/namespaces/ml/configmaps/", exchange -> {
            String token = Files.readString(folder.resolve("token"));
            String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            boolean known =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int status = strange || !known ? 401 : objects.containsKey(name) ? 200 : 404;
            byte[] body =
                    (status == 200 ? objects.get(name) : "{\"kind\":\"Status\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        api = new KubeApi(
                KubeApi.serverOf(
                        "127.0.0.1", Integer.toString(server.getAddress().getPort())),
                folder,
                "ml");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void reads_the_live_record_with_the_token_of_the_moment() throws Exception {
        LiveSource source = new LiveSource.ConfigMap(api, "fraud-epoch", "state.json");
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("404");
        String model = "{\"name\":\"fraud\",\"version\":\"v1\",\"digest\":\"%s\",\"storageUri\":\"pvc://a/b\"}"
                .formatted(TestModels.digest("kmeans"));
        objects.put("fraud-epoch", configMap("{\"epoch\":3,\"active\":" + model + ",\"target\":null,\"new\":1}"));
        LiveRecord record = source.read();
        assertThat(record.epoch()).isEqualTo(3);
        assertThat(record.active().orElseThrow().version()).isEqualTo("v1");
        assertThat(record.target()).isEmpty();

        Files.writeString(folder.resolve("token"), "second");
        assertThat(source.read()).isEqualTo(record);
        assertThatThrownBy(new LiveSource.ConfigMap(api, "fraud-epoch", "state-green.json")::read)
                .isInstanceOf(IOException.class);

        for (String bad : new String[] {"", "{", "null", "[]", "{\"epoch\":1,\"active\":{\"name\":\"x\"}}"}) {
            objects.put("fraud-epoch", configMap(bad));
            assertThatThrownBy(source::read).as(bad).isInstanceOf(IOException.class);
        }
    }

    private static String configMap(String state) {
        return TestModels.JSON
                .createObjectNode()
                .set("data", TestModels.JSON.createObjectNode().put("state.json", state))
                .toString();
    }

    @Test
    void reads_a_model_from_binary_data() throws Exception {
        String encoded = Base64.getEncoder().encodeToString("a model".getBytes());
        objects.put("model-v1", "{\"binaryData\":{\"model.zip\":\"" + encoded + "\",\"bad\":\"*\"}}");
        ConfigMapSource source = new ConfigMapSource(api);
        try (InputStream in = source.open(URI.create("configmap://model-v1/model.zip"))) {
            assertThat(in).hasSameContentAs(new ByteArrayInputStream("a model".getBytes()));
        }
        for (String bad : new String[] {
            "configmap://model-v1/other", "configmap://model-v1/bad", "configmap://none/model.zip",
            "configmap://model-v1/", "configmap:///model.zip", "configmap://model-v1/a/../b"
        }) {
            assertThatThrownBy(() -> source.open(URI.create(bad))).as(bad).isInstanceOf(FetchException.class);
        }
    }

    @Test
    void a_token_that_is_not_valid_is_told_with_what_to_do() {
        strange = true;
        assertThatThrownBy(new LiveSource.ConfigMap(api, "fraud-epoch", "state.json")::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("reading ConfigMap fraud-epoch was answered with status 401")
                .hasMessageContaining("ServiceAccount");
        assertThatThrownBy(() -> new ConfigMapSource(api).open(URI.create("configmap://model-v1/model.zip")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("status 401")
                .hasMessageContaining("ServiceAccount");
        strange = false;
        assertThatThrownBy(new LiveSource.ConfigMap(api, "fraud-epoch", "state.json")::read)
                .hasMessage("reading ConfigMap fraud-epoch was answered with status 404");
    }

    @Test
    void trusts_the_authority_of_the_cluster_only() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), keys.pem("other"));
        KubeApi distrustful = new KubeApi(
                URI.create("https://127.0.0.1:" + server.getAddress().getPort()), folder, "ml");
        assertThatThrownBy(() -> distrustful.configMap("x")).isInstanceOf(IOException.class);
    }
}
