package dev.plumbline.operator.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Query;
import dev.plumbline.rollout.Reading;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks a metrics server for one number per query. Everything but a finite number is no data, with a reason that repeats
 * nothing of what the server wrote. Only addresses that the settings list are asked: whoever may write a rollout does
 * not choose where this process connects to.
 */
@Singleton
class Prometheus {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** For the whole answer of one query. A rollout's measurements wait for it, other rollouts do not. */
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** One number and its labels; a query that answers more is not of the kind that is asked for. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> allowed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();

    @Inject
    Prometheus(OperatorSettings settings) {
        this(settings.analysis().prometheus().orElse(List.of()));
    }

    Prometheus(List<String> allowed) {
        this.allowed = allowed.stream().map(Prometheus::base).toList();
    }

    /** All queries at once; by their names. */
    Map<String, Reading> ask(Analysis analysis) {
        if (analysis.server().isEmpty()) {
            return none(analysis, "analysis.prometheus is not set");
        }
        String base = base(analysis.server().get());
        if (!allowed.contains(base)) {
            return none(analysis, "the address is not among those that the operator may ask");
        }
        Map<String, CompletableFuture<Reading>> asked = new TreeMap<>();
        analysis.queries()
                .forEach(q -> asked.put(q.name(), CompletableFuture.supplyAsync(() -> ask(base, q), threads)));
        Map<String, Reading> readings = new TreeMap<>();
        asked.forEach((name, reading) -> readings.put(name, await(reading)));
        return readings;
    }

    private static Map<String, Reading> none(Analysis analysis, String reason) {
        return analysis.queries().stream().collect(Collectors.toMap(Query::name, q -> new Reading.None(reason)));
    }

    /** A body that trickles in is not waited for: the time-out of a request ends with its head. */
    private static Reading await(CompletableFuture<Reading> reading) {
        try {
            return reading.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            reading.cancel(true);
            return new Reading.None("the server did not answer within " + ANSWER.toSeconds() + " s");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Reading.None("the operator is stopping");
        } catch (java.util.concurrent.ExecutionException failed) {
            return new Reading.None("the address cannot be asked");
        }
    }

    private Reading ask(String base, Query query) {
        URI uri = URI.create(base + "/api/v1/query?query=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (response.statusCode() != 200) {
                    return new Reading.None("the server answered with status " + response.statusCode());
                }
                return bytes.length > MOST_BYTES
                        ? new Reading.None("the answer is longer than " + MOST_BYTES + " bytes")
                        : read(bytes);
            }
        } catch (IOException away) {
            return new Reading.None("the server does not answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Reading.None("the operator is stopping");
        }
    }

    /** An instant vector of one series, or a scalar. */
    static Reading read(byte[] answer) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (JsonProcessingException other) {
            return new Reading.None("the answer is not that of a Prometheus");
        }
        JsonNode data = json == null ? JSON.missingNode() : json.path("data");
        if (data.isMissingNode() || !"success".equals(json.path("status").asText())) {
            return new Reading.None("the answer is not that of a Prometheus");
        }
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> number(result);
            case "vector" ->
                result.size() == 1
                        ? number(result.path(0).path("value"))
                        : new Reading.None(
                                result.isEmpty()
                                        ? "the query finds nothing"
                                        : "the query finds %d series, not one".formatted(result.size()));
            default -> new Reading.None("the query answers no instant vector");
        };
    }

    /** A pair of a time and a number as text. */
    private static Reading number(JsonNode sample) {
        try {
            // It spells +Inf, and NaN as Java does.
            double value = Double.parseDouble(sample.path(1).asText().replace("Inf", "Infinity"));
            return Double.isFinite(value) ? new Reading.Value(value) : new Reading.None("the query answers " + value);
        } catch (NumberFormatException none) {
            return new Reading.None("the query answers no number");
        }
    }

    private static String base(String address) {
        String text = address.strip();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
