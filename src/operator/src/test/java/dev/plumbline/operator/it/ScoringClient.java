package dev.plumbline.operator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Sends rows whose predictions are known and holds each answer against the model that it names. */
final class ScoringClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path MOJOS =
            Path.of(System.getProperty("plumbline.root"), "src/mojo/src/test/resources/mojos");
    private static final double EPSILON = 1e-6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String path;
    private final Map<String, List<JsonNode>> rowsByVersion;
    private final List<String> bodies;

    /**
     * @param models the fixture behind each version; all take the same rows
     */
    ScoringClient(String model, Map<String, String> models) {
        this.path = "/v1/models/" + model + ":predict";
        this.rowsByVersion = models.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> rows(e.getValue())));
        this.bodies = rowsByVersion.values().iterator().next().stream()
                .map(row -> "{\"instances\":[" + row.path("input") + "]}")
                .toList();
    }

    static Path mojo(String name) {
        return MOJOS.resolve(name + ".zip");
    }

    /**
     * One answer.
     *
     * @param problem empty when it is right for the version that it names
     */
    record Answer(String version, long epoch, String problem) {}

    /** Asks for the n-th row, counted round. */
    Answer ask(String host, int n) {
        int row = n % bodies.size();
        var request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(bodies.get(row)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return new Answer("", 0, "status " + response.statusCode() + ": " + response.body());
            }
            return judge(response, row);
        } catch (IOException failed) {
            return new Answer("", 0, failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer("", 0, "interrupted");
        }
    }

    private Answer judge(HttpResponse<String> response, int row) throws IOException {
        String version =
                response.headers().firstValue("Plumbline-Model-Version").orElse("");
        long epoch = response.headers().firstValueAsLong("Plumbline-Epoch").orElse(-1);
        JsonNode body = JSON.readTree(response.body());
        List<JsonNode> rows = rowsByVersion.get(version);
        if (rows == null) {
            return new Answer(version, epoch, "a version that was never rolled out");
        }
        if (!version.equals(body.path("model_version").asText())
                || epoch != body.path("epoch").asLong()) {
            return new Answer(version, epoch, "header and body name different models: " + body);
        }
        JsonNode expected = rows.get(row).path("prediction");
        JsonNode given = body.path("predictions").path(0);
        boolean equal =
                expected.path("predict").asText().equals(given.path("predict").asText())
                        && near(expected, given, "no")
                        && near(expected, given, "yes");
        return new Answer(
                version, epoch, equal ? "" : "version %s says %s, not %s".formatted(version, given, expected));
    }

    private static boolean near(JsonNode expected, JsonNode given, String column) {
        return Math.abs(expected.path(column).asDouble() - given.path(column).asDouble(Double.NaN)) <= EPSILON;
    }

    private static List<JsonNode> rows(String fixture) {
        try {
            JsonNode json = JSON.readTree(Files.readString(MOJOS.resolve(fixture + ".json")));
            return StreamSupport.stream(json.path("rows").spliterator(), false).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
