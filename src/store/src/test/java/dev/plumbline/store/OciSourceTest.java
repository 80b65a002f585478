package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciSourceTest {

    private static final byte[] ONE = "model one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "model two".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNATURE = "c2ln".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new Registry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private ArtifactStore store(StoreSecret secret, String... allow) {
        return LocalStore.of(folder, secret, allow);
    }

    private StoreSecret secret(String key, String value) throws IOException {
        Path files = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(files.resolve(key), value);
        return new StoreSecret(Optional.of(files), Optional.empty(), Map.of());
    }

    private String fetch(String uri, byte[] wanted) {
        return store(StoreSecret.none()).fetch(uri, Sha256.of(wanted)).toString();
    }

    @Test
    void fetches_by_tag_and_by_digest() {
        Sha256 manifest = registry.push("1", Map.of("model.zip", ONE));
        for (String reference : List.of(":1", "@" + manifest, ":gone@" + manifest)) {
            Outcome<?> outcome = store(StoreSecret.none()).fetch(registry.uri(reference), Sha256.of(ONE));
            assertThat(outcome).as(reference).isInstanceOf(Outcome.Passed.class);
        }
        assertThat(fetch(registry.uri(":2"), TWO)).contains("FetchFailed").contains("status 404");
    }

    @Test
    void refuses_a_tag_that_was_moved_and_says_whereto() {
        registry.push("1", Map.of("model.zip", ONE));
        Sha256 moved = registry.push("1", Map.of("model.zip", TWO));
        assertThat(fetch(registry.uri(":1"), ONE))
                .contains("DigestMismatch")
                .contains("the tag 1 points to another artifact (manifest " + moved + ")")
                .contains("holds " + Sha256.of(TWO))
                .contains(Sha256.of(ONE) + " is asked for");
        assertThat(registry.asked).noneMatch(request -> request.contains("/blobs/"));
    }

    @Test
    void believes_no_digest_that_it_has_not_computed() {
        Sha256 manifest = registry.push("1", Map.of("model.zip", ONE));
        registry.blob(Sha256.of(ONE), TWO);
        assertThat(fetch(registry.uri(":1"), ONE)).contains("DigestMismatch");
        registry.announcedDigest = Optional.of(Sha256.of(TWO).toString());
        assertThat(fetch(registry.uri(":1"), ONE)).contains("DigestMismatch").contains("not the one it is named by");
        registry.announcedDigest = Optional.empty();
        registry.manifest(manifest.toString(), "{\"layers\": []}");
        assertThat(fetch(registry.uri("@" + manifest), ONE)).contains("DigestMismatch");
    }

    @Test
    void refuses_what_is_no_manifest_of_one_artifact() {
        String layer = "{\"digest\": \"%s\"}".formatted(Sha256.of(ONE));
        Map<String, String> bad = Map.of(
                "index", "{\"manifests\": []}",
                "empty", "{\"layers\": []}",
                "none", "{}",
                "text", "<html>",
                "list", "[]",
                "deep", "[".repeat(5000),
                "weak", "{\"layers\": [{\"digest\": \"md5:00\"}]}",
                "many", "{\"layers\": [%s]}".formatted((layer + ",").repeat(100) + layer),
                "large", "{\"layers\": [%s], \"x\": \"%s\"}".formatted(layer, "x".repeat(300_000)));
        bad.forEach((tag, json) -> {
            registry.manifest(tag, json);
            assertThat(fetch(registry.uri(":" + tag), ONE)).as(tag).contains("FetchFailed");
        });
    }

    @Test
    void gets_a_token_for_reading_this_repository_and_no_more() throws IOException {
        registry.push("1", Map.of("model.zip", ONE));
        registry.challenge =
                Optional.of("Basic realm=\"x\", Bearer realm=\"http://%s/token\",service=\"a b\",scope=\"admin:*\""
                        .formatted(registry.host()));
        StoreSecret docker = secret(
                ".dockerconfigjson",
                "{\"auths\": {\"https://%s/v2/\": {\"auth\": \"cmVhZGVyOnNlY3JldA==\"}, \"other\": {\"auth\": \"x\"}}}"
                        .formatted(registry.host()));
        assertThat(store(docker).fetch(registry.uri(":1"), Sha256.of(ONE))).isInstanceOf(Outcome.Passed.class);
        assertThat(registry.asked)
                .contains("/token?service=a+b&scope=repository%3Amodels%2Ffraud%3Apull "
                        + Registry.basic("reader:secret"))
                .last()
                .asString()
                .endsWith("Bearer t0ken");
        // Without a login the token is asked for as well: many registries hand out anonymous ones.
        assertThat(fetch(registry.uri(":1"), TWO)).contains("DigestMismatch");
        StoreSecret wrong = secret(
                ".dockerconfigjson",
                "{\"auths\": {\"%s\": {\"username\": \"a\", \"password\": \"b\"}}}".formatted(registry.host()));
        assertThat(store(wrong).fetch(registry.uri(":1"), Sha256.of(TWO)).toString())
                .contains("/token answered with status 401")
                .doesNotContain("service=");
    }

    @Test
    void logs_in_plainly_where_the_registry_wants_that() throws IOException {
        registry.push("1", Map.of("model.zip", ONE));
        registry.challenge = Optional.of("Basic realm=\"registry\"");
        assertThat(fetch(registry.uri(":1"), ONE)).contains("wants a login");
        secret("username", "reader");
        assertThat(store(secret("password", "secret")).fetch(registry.uri(":1"), Sha256.of(ONE)))
                .isInstanceOf(Outcome.Passed.class);
        assertThat(store(secret("password", "wrong"))
                        .fetch(registry.uri(":1"), Sha256.of(TWO))
                        .toString())
                .contains("status 401")
                .doesNotContain("wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/token",
                "http://10.0.0.1/token",
                "http://localhost.svc/token",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "token",
                "",
                "http://[::ffff:169.254.169.254]/"
            })
    void asks_for_tokens_where_it_may(String realm) {
        registry.push("1", Map.of("model.zip", ONE));
        registry.challenge = Optional.of("Bearer realm=\"%s\",service=\"s\"".formatted(realm));
        assertThat(fetch(registry.uri(":1"), ONE)).contains("FetchFailed");
    }

    @Test
    void takes_no_token_that_would_be_a_header() throws IOException {
        registry.push("1", Map.of("model.zip", ONE));
        registry.challenge = Optional.of("Bearer realm=\"http://%s/token\"".formatted(registry.host()));
        for (String token : List.of("{\"token\": \"a\\r\\nX-Evil: b\"}", "{}", "no json", "{\"token\": 1e999}")) {
            registry.token = token;
            assertThat(fetch(registry.uri(":1"), ONE)).as(token).contains("FetchFailed");
        }
        registry.token = "{\"access_token\": \"t0ken\"}";
        assertThat(fetch(registry.uri(":1"), ONE)).contains("Passed");
    }

    @Test
    void follows_blobs_to_where_it_may_and_takes_no_login_along() throws IOException {
        registry.push("1", Map.of("model.zip", ONE));
        registry.challenge = Optional.of("Basic realm=\"registry\"");
        secret("username", "reader");
        StoreSecret login = secret("password", "secret");
        for (String bad :
                List.of("http://169.254.169.254/x", "http://192.168.0.1/x", "file:///x", "http://[::1%lo]/")) {
            registry.elsewhere = Optional.of(bad);
            assertThat(store(login).fetch(registry.uri(":1"), Sha256.of(ONE)).toString())
                    .as(bad)
                    .contains("FetchFailed");
        }
        try (Registry storage = new Registry()) {
            storage.push("x", Map.of("model.zip", ONE));
            String blob = "/v2/" + Registry.REPOSITORY + "/blobs/" + Sha256.of(ONE);
            registry.elsewhere = Optional.of("http://" + storage.host() + blob);
            assertThat(store(login).fetch(registry.uri(":1"), Sha256.of(ONE))).isInstanceOf(Outcome.Passed.class);
            assertThat(storage.asked).containsExactly(blob + " ");
        }
    }

    @Test
    void stays_within_what_the_platform_lists() {
        registry.push("1", Map.of("model.zip", ONE));
        String artifacts = "oci://" + registry.host() + "/models/";
        String open = "http://" + registry.host() + "/";
        assertThat(store(StoreSecret.none(), artifacts, open).fetch(registry.uri(":1"), Sha256.of(ONE)))
                .isInstanceOf(Outcome.Passed.class);
        assertThat(store(StoreSecret.none(), "oci://" + registry.host() + "/others/", open)
                        .fetch(registry.uri(":1"), Sha256.of(TWO))
                        .toString())
                .contains("below no entry");
        // A login at another place than the registry's own must be listed as well.
        registry.challenge = Optional.of("Bearer realm=\"https://tokens.example.com/\"");
        assertThat(store(StoreSecret.none(), artifacts, open)
                        .fetch(registry.uri(":1"), Sha256.of(TWO))
                        .toString())
                .contains("https://tokens.example.com/ is below no entry");
    }

    @Test
    void reads_the_signature_that_was_pushed_with_the_model() throws Exception {
        registry.push("1", Map.of("model.zip", ONE, "model.zip.sig", SIGNATURE));
        ArtifactStore store = store(StoreSecret.none());
        assertThat(store.fetch(registry.uri(":1"), Sha256.of(ONE))).isInstanceOf(Outcome.Passed.class);
        assertThat(store.signature(registry.uri(":1"), 100)).isEqualTo(SIGNATURE);
        assertThat(store.small(registry.uri(":1"), 100)).isEqualTo(ONE);
        assertThatThrownBy(() -> store.signature(registry.uri(":1"), 3)).isInstanceOf(FetchException.class);
        registry.push("2", Map.of("model.zip", ONE));
        assertThatThrownBy(() -> store.signature(registry.uri(":2"), 100)).hasMessageContaining("ends with .sig");
        registry.push("3", Map.of("model.zip", ONE, "other.zip", TWO));
        assertThatThrownBy(() -> store.small(registry.uri(":3"), 100)).hasMessageContaining("several");
    }

    @Test
    void tells_a_registry_that_is_away() {
        registry.push("1", Map.of("model.zip", ONE));
        registry.failures = 1;
        assertThat(fetch(registry.uri(":1"), ONE)).contains("Passed");
        registry.failures = 100;
        OciSource source = new OciSource(
                new HttpSource(new AddressPolicy(List.of(), true), Duration.ofSeconds(10), StoreSecret.none()),
                new AddressPolicy(List.of(), true),
                StoreSecret.none());
        assertThatThrownBy(() -> source.open(URI.create(registry.uri(":1"))))
                .isInstanceOfSatisfying(FetchException.class, away -> assertThat(away.unreachable())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci://r.example.com/m",
                "oci://r.example.com/:1",
                "oci://r.example.com/UPPER:1",
                "oci://r.example.com/a//b:1",
                "oci://r.example.com/a/../b:1",
                "oci://r.example.com/a%2Fb:1",
                "oci://r.example.com/m:1?x=y",
                "oci://user@r.example.com/m:1",
                "oci://r.example.com/m@sha256:abc",
                "oci://r.example.com/m@md5:00",
                "oci:m:1",
                "oci:///m:1"
            })
    void reads_no_other_form(String uri) {
        assertThat(fetch(uri, ONE)).contains("FetchFailed").contains("an oci URI has the form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci://169.254.169.254/m:1",
                "oci://10.0.0.1:5000/m:1",
                "oci://kubernetes.default.svc/m:1",
                "oci://2130706433/m:1",
                "oci://[::ffff:10.0.0.1]/m:1"
            })
    void goes_nowhere_it_should_not(String uri) {
        ArtifactStore strict = ArtifactStore.of(
                new StoreSettings(folder, 1000, List.of(), false, Duration.ofSeconds(5), folder, StoreSecret.none()),
                none -> {
                    throw new FetchException("no ConfigMaps here");
                });
        assertThat(strict.fetch(uri, Sha256.of(ONE)).toString())
                .contains("FetchFailed")
                .contains("points at a");
    }
}
