package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.mojo.Sha256;
import dev.plumbline.testcluster.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry that most others are built on, behind a login. */
class DockerRegistryTest {

    private static final byte[] ONE = "model one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "model two".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String LOGIN = Registry.basic(RegistryServer.USER + ":" + RegistryServer.PASSWORD);

    private static RegistryServer registry;

    @TempDir
    Path folder;

    @BeforeAll
    static void launch() throws IOException {
        assumeThat(RegistryServer.isInstalled()).as(RegistryServer.MISSING).isTrue();
        registry = RegistryServer.launch();
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    private String fetch(String reference, byte[] wanted, Map<String, String> keys) throws IOException {
        Path files = Files.createDirectories(Files.createTempDirectory(folder, "secret"));
        for (var key : keys.entrySet()) {
            Files.writeString(files.resolve(key.getKey()), key.getValue());
        }
        StoreSecret secret = new StoreSecret(Optional.of(files), Optional.empty(), Map.of());
        return LocalStore.fetch(
                folder, secret, "oci://%s/models/fraud%s".formatted(registry.host(), reference), wanted);
    }

    private static Map<String, String> login() {
        return Map.of("username", RegistryServer.USER, "password", RegistryServer.PASSWORD);
    }

    @Test
    void fetchesByTagAndByDigestWithEitherKindOfSecret() throws Exception {
        String manifest = push("1", ONE);
        String docker =
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry.host(), LOGIN.replace("Basic ", ""));

        assertThat(fetch(":1", ONE, login())).isEqualTo("fetched");
        assertThat(fetch("@" + manifest, ONE, login())).isEqualTo("fetched");
        assertThat(fetch(":1", ONE, Map.of(".dockerconfigjson", docker))).isEqualTo("fetched");
    }

    @Test
    void aMovedTagAWrongLoginAndWhatIsNotThereAreTold() throws Exception {
        push("2", ONE);
        push("2", TWO);

        assertThat(fetch(":2", ONE, login()))
                .contains("DigestMismatch")
                .contains("holds " + Sha256.of(TWO))
                .contains(Sha256.of(ONE) + " is asked for");
        assertThat(fetch(":gone", ONE, login())).contains("FetchFailed").contains("status 404");
        assertThat(fetch(":2", TWO, Map.of())).contains("FetchFailed").contains("wants a login");
        assertThat(fetch(":2", TWO, Map.of("username", RegistryServer.USER, "password", "another")))
                .contains("FetchFailed")
                .contains("status 401")
                .doesNotContain("another");
    }

    /** As {@code oras push} does it. @return the digest of the manifest */
    private static String push(String tag, byte[] model) throws IOException, InterruptedException {
        upload(EMPTY);
        upload(model);
        String manifest = """
                {"schemaVersion": 2, "mediaType": "%s", "artifactType": "application/vnd.example.mojo",
                 "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "application/zip", "digest": "%s", "size": %d,
                             "annotations": {"org.opencontainers.image.title": "model.zip"}}]}""".formatted(MANIFEST, Sha256.of(EMPTY), EMPTY.length, Sha256.of(model), model.length);
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        ask("PUT", repository("manifests/" + tag), MANIFEST, bytes);
        return Sha256.of(bytes).toString();
    }

    private static void upload(byte[] blob) throws IOException, InterruptedException {
        String place = ask("POST", repository("blobs/uploads/"), "application/octet-stream", new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow();
        ask("PUT", URI.create(place + "&digest=" + Sha256.of(blob)), "application/octet-stream", blob);
    }

    private static URI repository(String path) {
        return URI.create("http://%s/v2/models/fraud/%s".formatted(registry.host(), path));
    }

    private static HttpResponse<String> ask(String method, URI uri, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Authorization", LOGIN)
                .header("Content-Type", type)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer;
        }
    }
}
