package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.testcluster.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An object store that checks each signature against what it was really asked. */
class S3GatewayTest {

    private static final byte[] MODEL = "model".getBytes(StandardCharsets.UTF_8);
    private static S3Server gateway;

    @TempDir
    Path folder;

    @BeforeAll
    static void launch() throws IOException {
        assumeThat(S3Server.isInstalled()).as(S3Server.MISSING).isTrue();
        gateway = S3Server.launch();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private String fetch(String uri, Map<String, String> changed) {
        Map<String, String> values = new HashMap<>(Map.of(
                "PLUMBLINE_S3_ENDPOINT", gateway.endpoint(),
                "AWS_REGION", S3Server.REGION,
                "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY));
        values.putAll(changed);
        StoreSecret secret = new StoreSecret(Optional.empty(), Optional.empty(), values);
        return LocalStore.fetch(folder, secret, uri, MODEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "model.zip | model.zip",
                "fraud/2026/11/model.zip | fraud/2026/11/model.zip",
                "a b.zip | a%20b.zip",
                "a+b.zip | a+b.zip",
                "a+b.zip | a%2Bb.zip",
                "a=b&c.zip | a=b&c.zip",
                "a~b_c-d.zip | a~b_c-d.zip",
                "modèle.zip | mod%C3%A8le.zip",
                "a@b:c,d;e!.zip | a@b:c,d;e!.zip",
                "a(b)'c*.zip | a(b)'c*.zip"
            })
    void fetchesByKeysOfEverySpelling(String key, String spelled) throws Exception {
        gateway.put("models", key, MODEL);

        assertThat(fetch("s3://models/" + spelled, Map.of())).isEqualTo("fetched");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_SECRET_ACCESS_KEY, another-secret, status 403",
        "AWS_ACCESS_KEY_ID, nobody, status 40",
        "AWS_SECRET_ACCESS_KEY, '', status 40",
        "AWS_REGION, us-east-1, status 40",
    })
    void isToldWhatTheStoreAnswersToAnotherLogin(String name, String value, String told) throws Exception {
        gateway.put("models", "model.zip", MODEL);

        assertThat(fetch("s3://models/model.zip", Map.of(name, value)))
                .contains("FetchFailed")
                .contains(told)
                .doesNotContain(S3Server.SECRET_KEY)
                .doesNotContain("another-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"})
    void theEndpointMayStandWhereAmazonsToolsLookForIt(String name) throws Exception {
        gateway.put("models", "model.zip", MODEL);

        assertThat(fetch("s3://models/model.zip", Map.of("PLUMBLINE_S3_ENDPOINT", "", name, gateway.endpoint())))
                .isEqualTo("fetched");
    }

    @Test
    void whatIsNotThereOrIsAnotherOrIsTooLargeIsNotFetched() throws Exception {
        gateway.put("models", "other.zip", "other".getBytes(StandardCharsets.UTF_8));
        gateway.put("models", "large.zip", new byte[1001]);

        assertThat(fetch("s3://models/gone.zip", Map.of()))
                .contains("FetchFailed")
                .contains("status 404");
        assertThat(fetch("s3://elsewhere/model.zip", Map.of()))
                .contains("FetchFailed")
                .contains("status 404");
        assertThat(fetch("s3://models/other.zip", Map.of())).contains("DigestMismatch");
        assertThat(fetch("s3://models/large.zip", Map.of()))
                .contains("FetchFailed")
                .contains("larger than 1000 bytes");
    }
}
