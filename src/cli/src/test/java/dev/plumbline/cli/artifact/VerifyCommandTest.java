package dev.plumbline.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.cli.Run;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private static final Path MODELS = InspectCommandTest.MODELS;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void mount() throws IOException {
        log = folder.resolve("termination-log");
        Files.createDirectories(folder.resolve("volumes"));
        Files.createSymbolicLink(folder.resolve("volumes/store"), MODELS.toAbsolutePath());
    }

    private Run verify(String model, String... more) throws IOException {
        return fetch("pvc://store/" + model + ".zip", digest(model), more);
    }

    private Run fetch(String uri, String digest, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--uri", uri, "--digest", digest));
        arguments.addAll(List.of("--volumes", folder.resolve("volumes").toString()));
        arguments.addAll(List.of("--work-dir", folder.resolve("work").toString()));
        arguments.addAll(List.of("--termination-log", log.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    private static String digest(String model) throws IOException {
        return Sha256.of(Files.readAllBytes(MODELS.resolve(model + ".zip"))).toString();
    }

    private JsonNode json(Run run) throws IOException {
        assertThat(Files.readString(log)).isEqualTo(run.out().strip()).hasSizeLessThanOrEqualTo(4096);
        return JSON.readTree(run.out());
    }

    private void refused(Run run, String reason) throws IOException {
        assertThat(json(run).get("reason").textValue()).as(run.out()).isEqualTo(reason);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void leaves_nothing_behind() throws IOException {
        verify("kmeans");
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbm-binomial-v1", "xgboost-multinomial", "stackedensemble-binomial", "kmeans"})
    void accepts_what_is_in_order(String model) throws IOException {
        Run run = verify(model);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(json(run).at("/report/digest").textValue()).isEqualTo(digest(model));
    }

    @Test
    void accepts_what_predicts_the_golden_rows() throws IOException {
        String golden = MODELS.resolve("gbm-multinomial.json").toString();
        assertThat(verify("gbm-multinomial", "--golden", golden).code()).isZero();
        String wrong = Files.readString(Path.of(golden)).replaceFirst("\"low\": 0\\.41", "\"low\": 0.42");
        Path changed = Files.writeString(folder.resolve("wrong.json"), wrong);
        refused(verify("gbm-multinomial", "--golden", changed.toString()), "GoldenRowsDiffer");
        Files.writeString(changed, wrong.replaceFirst("\\{", "{\"tolerance\": 0.02, "));
        assertThat(verify("gbm-multinomial", "--golden", changed.toString()).code())
                .isZero();
    }

    @Test
    void wants_golden_rows_that_compare_something() throws IOException {
        Path golden = folder.resolve("golden.json");
        String row = "{\"input\": {}, \"prediction\": {\"predict\": \"none\"}}";
        for (String empty : List.of(
                "{\"rows\": [{\"input\": {}, \"prediction\": [\"none\"]}]}",
                "{\"rows\": [{\"input\": {}, \"prediction\": {}}]}",
                "{\"rows\": [" + row + ", {\"input\": {}, \"prediction\": [1]}]}",
                "{\"rows\": [{\"input\": [], \"prediction\": {\"predict\": \"none\"}}]}",
                "{\"tolerance\": 1e999, \"rows\": [" + row + "]}",
                "{\"tolerance\": -1, \"rows\": [" + row + "]}",
                "{\"tolerance\": \"much\", \"rows\": [" + row + "]}",
                "{\"tolerance\": null, \"rows\": [" + row + "]}",
                "{\"rows\": [" + row + "], \"rows\": [" + row + "]}",
                "{\"rows\": [{\"input\": {}, \"prediction\": {\"predict\": \"low\", \"predict\": \"none\"}}]}",
                "{\"rows\": [" + row + "]} {}",
                "{\"rows\": []}",
                "[]",
                "")) {
            Files.writeString(golden, empty);
            Run run = verify("gbm-multinomial", "--golden", golden.toString());
            assertThat(run.code()).as(empty + run.out()).isEqualTo(2);
            assertThat(run.err()).contains("golden row");
        }
        Files.writeString(golden, "{\"rows\": [" + row + "]}");
        refused(verify("gbm-multinomial", "--golden", golden.toString()), "GoldenRowsDiffer");
    }

    @Test
    void aLabelThatIsANumberMayBeWrittenAsOne() throws IOException {
        String golden = Files.readString(MODELS.resolve("gbm-integer-classes.json"));
        for (String one : List.of("1", "1.0", "1e0")) {
            Path written = Files.writeString(
                    folder.resolve("numbers.json"), golden.replace("\"predict\": \"1\"", "\"predict\": " + one));
            assertThat(verify("gbm-integer-classes", "--golden", written.toString())
                            .code())
                    .as(one)
                    .isZero();
        }
        for (String other : List.of("2", "0", "1.5", "true", "null")) {
            Path written = Files.writeString(
                    folder.resolve("numbers.json"), golden.replace("\"predict\": \"1\"", "\"predict\": " + other));
            refused(verify("gbm-integer-classes", "--golden", written.toString()), "GoldenRowsDiffer");
        }
        String text = Files.readString(MODELS.resolve("gbm-binomial-v1.json"));
        Path numbers = Files.writeString(
                folder.resolve("numbers.json"), text.replaceFirst("\"predict\": \"[a-z]+\"", "\"predict\": 0"));
        refused(verify("gbm-binomial-v1", "--golden", numbers.toString()), "GoldenRowsDiffer");
    }

    @Test
    void refuses_another_digest_and_another_signature() throws Exception {
        refused(fetch("pvc://store/kmeans.zip", digest("glm-ordinal")), "DigestMismatch");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(Files.readAllBytes(MODELS.resolve("kmeans.zip")));
        Path signed =
                Files.write(folder.resolve("kmeans.sig"), Base64.getEncoder().encode(signature.sign()));

        String[] with = {"--public-key", key.toString(), "--signature", signed.toString()};
        assertThat(verify("kmeans", with).code()).isZero();
        refused(verify("glm-ordinal", with), "SignatureInvalid");
        refused(verify("kmeans", "--public-key", key.toString()), "SignatureInvalid");
    }

    @Test
    void compares_with_the_active_model() throws IOException {
        Path report = Files.writeString(
                folder.resolve("report.json"),
                Run.of(
                                "inspect",
                                "-o",
                                "json",
                                MODELS.resolve("gbm-binomial-v1.zip").toString())
                        .out());
        String[] active = {"--active-report", report.toString()};
        assertThat(verify("gbm-binomial-v2", active).code()).isZero();
        Files.writeString(
                report,
                Files.readString(report)
                        .replace("\"amount\"", "\"sum\"")
                        .replaceFirst("(\"schema\" : \"sha256:)..", "$100"));
        refused(verify("gbm-binomial-v2", active), "SchemaIncompatible");
        assertThat(verify("gbm-binomial-v2", active[0], active[1], "--schema-policy", "Any")
                        .code())
                .isZero();
        refused(verify("gbm-binomial-v2", "--expect-algorithm", "drf"), "SchemaIncompatible");
    }

    @Test
    void a_message_holds_nothing_that_steers_a_terminal() throws IOException {
        Run run = verify("gbm-binomial-v2", "--expect-algorithm", "d\u009b2J\u202ef");
        assertThat(json(run).get("message").textValue()).contains("expects a d?2J?f model");
    }

    @Test
    void goes_nowhere_it_should_not() throws IOException {
        String digest = digest("kmeans");
        for (String uri : List.of(
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:1/a.zip",
                "http://[::ffff:127.0.0.1]/a.zip",
                "http://2130706433/a.zip",
                "http://0177.0.0.1/a.zip",
                "http://localhost/a.zip",
                "https://kubernetes.default.svc/a.zip",
                "http://10.0.0.1/a.zip",
                "file:///etc/passwd",
                "oci://ghcr.io/a/b",
                "pvc://store/../x",
                "configmap://none/key")) {
            refused(fetch(uri, digest), "FetchFailed");
        }
    }

    @Test
    void tells_a_store_that_is_down_from_one_that_has_nothing() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/none", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        refused(fetch(base + "/none", digest("kmeans"), "--allow-loopback"), "FetchFailed");
        server.stop(0);
        Run down = fetch(base + "/none", digest("kmeans"), "--allow-loopback", "--deadline", "20s");
        assertThat(down.code()).isEqualTo(3);
        assertThat(json(down).get("reason").textValue()).isEqualTo("FetchFailed");
    }

    @Test
    void a_store_that_says_nothing_has_not_refused() throws IOException {
        String digest = digest("kmeans");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (String scheme : List.of("http", "https")) {
                String uri = "%s://127.0.0.1:%d/a.zip".formatted(scheme, silent.getLocalPort());
                Run run = fetch(uri, digest, "--allow-loopback", "--deadline", "2s");
                assertThat(json(run).get("reason").textValue()).as(run.out()).isEqualTo("FetchFailed");
                assertThat(run.code()).as(run.out()).isEqualTo(3);
            }
        }
    }

    @Test
    void only_a_key_makes_a_signature_invalid() throws IOException {
        String digest = digest("kmeans");
        for (String uri : List.of("pvc://store/a%00b.zip", "pvc://store/%C3%A9.zip", "pvc://store//etc/passwd")) {
            refused(fetch(uri, digest), "FetchFailed");
        }
        String dot = "https://localhost.:%d/a.zip";
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String uri = dot.formatted(closing.getLocalPort());
            Thread.startVirtualThread(() -> {
                while (!closing.isClosed()) {
                    try {
                        closing.accept().close();
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            Run run = fetch(uri, digest, "--allow-loopback", "--deadline", "20s");
            assertThat(json(run).get("reason").textValue()).as(run.out()).isEqualTo("FetchFailed");
            assertThat(run.code()).as(run.out()).isEqualTo(3);
        }
        Path key = Files.writeString(folder.resolve("key.pem"), "no key");
        Path signature = Files.writeString(folder.resolve("a.sig"), "AAAA");
        refused(
                verify("kmeans", "--public-key", key.toString(), "--signature", signature.toString()),
                "SignatureInvalid");
    }

    @Test
    void wants_arguments_that_make_sense() throws IOException {
        String good = digest("kmeans");
        assertThat(fetch("pvc://store/kmeans.zip", "sha256:abc").code()).isEqualTo(2);
        assertThat(fetch("pvc://store/kmeans.zip", good, "--deadline", "soon").code())
                .isEqualTo(2);
        assertThat(fetch("pvc://store/kmeans.zip", good, "--signature", "x").code())
                .isEqualTo(2);
        assertThat(fetch("pvc://store/kmeans.zip", good, "--golden", "/none").code())
                .isEqualTo(2);
        assertThat(fetch("pvc://store/kmeans.zip", good, "--schema-policy", "Perhaps")
                        .code())
                .isEqualTo(2);
    }
}
