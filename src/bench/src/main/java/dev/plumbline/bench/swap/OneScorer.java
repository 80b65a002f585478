package dev.plumbline.bench.swap;

import static dev.plumbline.bench.swap.Figures.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The same as {@link SwapBench} with one process and no cluster, to see what the scorer itself adds: {@code OneScorer
 * FOLDER SWAPS RATE TOKEN}. The process listens on the ports 8080 and 9000, and finds the models as the claim
 * {@code store}.
 */
public final class OneScorer {

    private static final String[] MODELS = {"gbm-binomial-v1", "gbm-binomial-v2"};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 10;

    /** As far ahead as the operator announces a switch. */
    private static final long ANNOUNCED_MILLISECONDS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private OneScorer(String token) {
        this.token = token;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        Expected[] models = {Expected.read(folder, MODELS[0]), Expected.read(folder, MODELS[1])};
        boolean held = new OneScorer(args[3]).run(models, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.exit(held ? 0 : 1);
    }

    private boolean run(Expected[] models, int count, int rate) throws IOException, InterruptedException {
        Map<String, Expected> byVersion = new ConcurrentHashMap<>();
        byVersion.put("v0", models[0]);
        long epoch = 1 + state().path("epoch").asLong();
        roll(epoch, "v0", 0, models[0]);
        TimeUnit.MILLISECONDS.sleep(2 * ANNOUNCED_MILLISECONDS);
        var samples = new Samples(Math.multiplyExact(rate, 120 + count * 30));
        var service = new InetSocketAddress("127.0.0.1", 8080);
        try (var load = new OpenLoop(service, "fraud", byVersion, rate, CONNECTIONS, samples);
                var stolen = new Stolen(load::now)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            var course = new Course(load, samples, count);
            for (int i = 1; i <= count; i++) {
                course.control(i);
                byVersion.put("v" + i, models[i % models.length]);
                long asked = load.now();
                long at = roll(epoch + i, "v" + i, i % models.length, models[i % models.length]);
                course.swapped(i, asked, Instant.ofEpochMilli(at), 0, "");
            }
            load.close();
            boolean held = new Report(samples, course.windows(), stolen).print();
            load.problems().forEach(problem -> say("  %s", problem));
            return held;
        }
    }

    /** Prepares and switches as the operator does, and answers the instant on the wall clock. */
    private long roll(long epoch, String version, int model, Expected expected)
            throws IOException, InterruptedException {
        String digest = expected.digest();
        call("PUT", "target", """
                {"epoch": %d, "model": {"name": "fraud", "version": "%s", "digest": "%s",
                "storageUri": "pvc://store/%s.zip"}}""".formatted(epoch, version, digest, MODELS[model]));
        for (String was = "";
                !was.equals("Warm");
                was = state().at("/target/state").asText()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        long at = System.currentTimeMillis() + ANNOUNCED_MILLISECONDS;
        call(
                "POST",
                "commit",
                "{\"epoch\": %d, \"digest\": \"%s\", \"atEpochMillis\": %d}".formatted(epoch, digest, at));
        return at;
    }

    private JsonNode state() throws IOException, InterruptedException {
        return call("GET", "state", "");
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:9000/admin/v1/" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
