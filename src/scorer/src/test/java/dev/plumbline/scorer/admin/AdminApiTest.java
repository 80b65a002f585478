package dev.plumbline.scorer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import dev.plumbline.scorer.serving.ModelRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
class AdminApiTest {

    private static final ModelRef V1 = TestModels.ref("gbm-binomial-v1");
    private static final ModelRef V2 = TestModels.ref("gbm-binomial-v2");

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private Operator operator;

    @BeforeEach
    void serveV1() {
        operator = new Operator(management);
        operator.abort();
        operator.roll(V1);
    }

    @Test
    void wants_the_token_for_everything() {
        for (String token : new String[] {"", "wrong", ScorerResource.TOKEN + "x", " "}) {
            assertThat(operator.call("GET", "state", "", token).statusCode()).isEqualTo(401);
            assertThat(operator.call("PUT", "target", "{}", token).statusCode()).isEqualTo(401);
            assertThat(operator.call("POST", "commit", "{}", token).statusCode())
                    .isEqualTo(401);
            assertThat(operator.call("DELETE", "target", "", token).statusCode())
                    .isEqualTo(401);
            assertThat(operator.call("GET", "nothing", "", token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void reports_the_active_model() {
        JsonNode state = operator.state();
        assertThat(state.at("/pod").asText()).isEqualTo("pod-under-test");
        assertThat(state.at("/active/version").asText()).isEqualTo("gbm-binomial-v1");
        assertThat(state.at("/active/digest").asText()).isEqualTo(V1.digest().toString());
        assertThat(state.at("/active/state").asText()).isEqualTo("Active");
        assertThat(state.at("/active/artifact/algorithm").asText()).isEqualTo("gbm");
        assertThat(state.at("/active/artifact/h2oVersion").asText()).isEqualTo("3.46.0.11");
        assertThat(state.at("/active/artifact/evaluator").asText()).isEqualTo("flat");
        assertThat(state.at("/active/artifact/evaluatorReason").asText()).contains("equal to h2o-genmodel");
        assertThat(state.get("target").isNull()).isTrue();
        assertThat(state.at("/lastSwap/epoch").asLong()).isEqualTo(operator.epoch());
    }

    @Test
    void a_target_is_idempotent_and_a_commit_is_too() throws IOException {
        long next = operator.epoch() + 1;
        assertThat(operator.target(next, V2).statusCode()).isEqualTo(202);
        assertThat(Files.readString(ScorerResource.stateFolder().resolve("state.json")))
                .contains(V2.digest().toString());
        JsonNode warm = operator.awaitTarget("Warm");
        assertThat(warm.get("warmupP99Milliseconds").isNumber()).isTrue();
        assertThat(operator.target(next, V2).statusCode()).isEqualTo(202);
        assertThat(operator.state().at("/target/state").asText()).isEqualTo("Warm");

        assertThat(operator.commit(next, V2, System.currentTimeMillis() + 200).statusCode())
                .isEqualTo(200);
        assertThat(operator.commit(next, V2, System.currentTimeMillis() + 200).statusCode())
                .as("announced anew, and not yet done")
                .isIn(200, 409);
        Operator.await(() -> operator.epoch() == next);
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v2");
        assertThat(operator.commit(next, V2, 0).statusCode()).isEqualTo(200);
        assertThat(operator.epoch()).isEqualTo(next);
    }

    @Test
    void keeps_the_announced_instant() {
        long next = operator.epoch() + 1;
        operator.target(next, V2);
        operator.awaitTarget("Warm");
        long at = System.currentTimeMillis() + 1500;
        assertThat(operator.commit(next, V2, at).statusCode()).isEqualTo(200);
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v1");
        Operator.await(() -> operator.epoch() == next);
        assertThat(operator.state().at("/lastSwap/atEpochMillis").asLong()).isBetween(at, at + 5000);
    }

    @Test
    void refuses_a_commit_that_does_not_fit() {
        long next = operator.epoch() + 1;
        assertThat(operator.commit(next, V2, 0).statusCode())
                .as("nothing prepared")
                .isEqualTo(409);
        operator.target(next, V2);
        operator.awaitTarget("Warm");
        assertThat(operator.commit(next + 1, V2, 0).statusCode()).isEqualTo(409);
        assertThat(operator.commit(next, TestModels.ref("kmeans"), 0).statusCode())
                .isEqualTo(409);
        assertThat(operator.commit(next, V2, System.currentTimeMillis() + 3_600_000)
                        .statusCode())
                .isEqualTo(409);
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v1");
        assertThat(operator.target(1, V2).statusCode())
                .as("an epoch of the past")
                .isEqualTo(409);
    }

    @Test
    void an_abort_drops_the_target_and_keeps_the_active_model() {
        operator.target(operator.epoch() + 1, V2);
        operator.awaitTarget("Warm");
        assertThat(operator.abort().statusCode()).isEqualTo(200);
        assertThat(operator.state().get("target").isNull()).isTrue();
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v1");
    }

    @Test
    void a_refused_target_leaves_the_active_model_alone_and_says_why() {
        refused("pvc://store/gbm-binomial-v2.zip", Sha256.of(new byte[0]), "DigestMismatch");
        refused("pvc://store/none.zip", V2.digest(), "FetchFailed");
        refused("pvc://store/../../token", V2.digest(), "FetchFailed");
        refused("pvc://other/gbm-binomial-v2.zip", V2.digest(), "FetchFailed");
        refused("file:///etc/passwd", V2.digest(), "FetchFailed");
        refused("http://169.254.169.254/latest", V2.digest(), "FetchFailed");
        refused("http://127.0.0.1:1/x", V2.digest(), "FetchFailed");
        refused("no uri at all", V2.digest(), "FetchFailed");
    }

    private void refused(String uri, Sha256 digest, String reason) {
        // A copy from an earlier test would be used instead of the store.
        ModelRef ref = new ModelRef("fraud", "broken", digest, uri);
        try {
            Files.deleteIfExists(ScorerResource.stateFolder().resolve("artifacts/" + digest.hex() + ".zip"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        operator.target(operator.epoch() + 1, ref);
        JsonNode target = operator.awaitTarget("Refused");
        assertThat(target.get("reason").asText()).as(uri).isEqualTo(reason);
        assertThat(target.get("message").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v1");
        assertThat(operator.commit(operator.epoch() + 1, ref, 0).statusCode()).isEqualTo(409);
        operator.abort();
    }

    @Test
    void names_what_is_wrong_with_a_body() {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "null",
            "{\"epoch\":\"x\"}",
            "{\"epoch\":9}",
            "{\"epoch\":9,\"model\":{\"name\":\"a\"}}",
            "{\"epoch\":9,\"model\":{\"name\":\"a\",\"version\":\"b\",\"digest\":\"md5:1\",\"storageUri\":\"pvc://a/b\"}}",
            "{\"epoch\":9,\"model\":{\"name\":\"a b\",\"version\":\"b\",\"digest\":\"" + V1.digest()
                    + "\",\"storageUri\":\"pvc://a/b\"}}"
        }) {
            assertThat(operator.call("PUT", "target", body, ScorerResource.TOKEN)
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(operator.call("POST", "commit", "{}", ScorerResource.TOKEN).statusCode())
                .isEqualTo(400);
        assertThat(operator.call("GET", "nothing", "", ScorerResource.TOKEN).statusCode())
                .isEqualTo(404);
    }

    @Test
    void makes_up_for_a_commit_that_never_came() {
        long next = operator.epoch() + 1;
        operator.target(next, V2);
        operator.awaitTarget("Warm");
        live(next, V2);
        Operator.await(() -> operator.epoch() == next);
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v2");
        assertThat(operator.state().get("ready").asBoolean()).isTrue();
    }

    @Test
    void loads_what_is_live_even_if_it_was_never_asked_to() {
        long next = operator.epoch() + 1;
        live(next, V2);
        Operator.await(() -> operator.epoch() == next);
        assertThat(operator.state().at("/active/version").asText()).isEqualTo("gbm-binomial-v2");
    }

    private static void live(long epoch, ModelRef ref) {
        ScorerResource.live(
                "{\"epoch\":%d,\"active\":{\"name\":\"%s\",\"version\":\"%s\",\"digest\":\"%s\",\"storageUri\":\"%s\"}}"
                        .formatted(epoch, ref.name(), ref.version(), ref.digest(), ref.storageUri()));
    }
}
