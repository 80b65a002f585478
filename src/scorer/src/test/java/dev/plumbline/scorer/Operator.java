package dev.plumbline.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.scorer.serving.ModelRef;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Speaks the admin API as the operator does. */
public final class Operator {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI management;

    public Operator(URL management) {
        this.management = URI.create(management.toString());
    }

    public HttpResponse<String> call(String method, String path, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(management.resolve("/admin/v1/" + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    public HttpResponse<String> target(long epoch, ModelRef ref) {
        String body =
                "{\"epoch\":%d,\"model\":{\"name\":\"%s\",\"version\":\"%s\",\"digest\":\"%s\",\"storageUri\":\"%s\"}}"
                        .formatted(epoch, ref.name(), ref.version(), ref.digest(), ref.storageUri());
        return call("PUT", "target", body, ScorerResource.TOKEN);
    }

    public HttpResponse<String> commit(long epoch, ModelRef ref, long atEpochMillis) {
        String body =
                "{\"epoch\":%d,\"digest\":\"%s\",\"atEpochMillis\":%d}".formatted(epoch, ref.digest(), atEpochMillis);
        return call("POST", "commit", body, ScorerResource.TOKEN);
    }

    public HttpResponse<String> abort() {
        return call("DELETE", "target", "", ScorerResource.TOKEN);
    }

    public JsonNode state() {
        try {
            return TestModels.JSON.readTree(
                    call("GET", "state", "", ScorerResource.TOKEN).body());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    public long epoch() {
        return state().get("epoch").asLong();
    }

    /** Prepares, waits and switches, unless the model is active already; returns the epoch. */
    public long roll(ModelRef ref) {
        if (state().at("/active/version").asText().equals(ref.version())) {
            return epoch();
        }
        long epoch = epoch() + 1;
        assertThat(target(epoch, ref).statusCode()).isEqualTo(202);
        awaitTarget("Warm");
        assertThat(commit(epoch, ref, 0).statusCode()).isEqualTo(200);
        await(() -> epoch() == epoch);
        return epoch;
    }

    public JsonNode awaitTarget(String wanted) {
        await(() -> state().path("target").path("state").asText().equals(wanted));
        return state().get("target");
    }

    /** Waits at most 20 seconds, which on a busy machine a load may take. */
    public static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }
}
