import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trains a GBM in an H2O cloud through its REST API and downloads the MOJO:
 * {@code java Train.java http://HOST:54321 DATA.csv MODEL_ID TREES DEPTH MODEL.zip}.
 */
public class Train {
    /** Longest wait for one of H2O's jobs; both jobs of the demo take seconds. */
    private static final Duration JOB_LIMIT = Duration.ofSeconds(120);

    private static final Duration REACH_LIMIT = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;

    Train(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws Exception {
        var h2o = new Train(args[0]);
        try {
            h2o.train(Path.of(args[1]), args[2], args[3], args[4], Path.of(args[5]));
        } catch (IOException e) {
            System.err.println("Training at " + args[0] + " failed: " + e);
            System.exit(1);
        }
    }

    private void train(Path data, String model, String trees, String depth, Path mojo) throws Exception {
        String cloud = reach();
        System.out.printf(
                "H2O %s, cloud of %s, healthy %s%n",
                field(cloud, "version"), field(cloud, "cloud_size"), field(cloud, "cloud_healthy"));

        String raw = model + ".csv";
        String frame = model + ".hex";
        send(HttpRequest.newBuilder(uri("/3/PostFile?destination_frame=" + raw))
                .POST(BodyPublishers.ofFile(data))
                .header("Content-Type", "application/octet-stream"));
        String setup = post("/3/ParseSetup", Map.of("source_frames", "[\"" + raw + "\"]"));
        await(post(
                "/3/Parse",
                Map.of(
                        "source_frames", "[\"" + raw + "\"]",
                        "destination_frame", frame,
                        "parse_type", field(setup, "parse_type"),
                        "separator", field(setup, "separator"),
                        "number_columns", field(setup, "number_columns"),
                        "column_names", list(setup, "column_names"),
                        "column_types", list(setup, "column_types"),
                        "check_header", field(setup, "check_header"),
                        "chunk_size", field(setup, "chunk_size"),
                        "delete_on_done", "true")));
        System.out.println("Parsed " + field(get("/3/Frames/" + frame + "/light"), "rows") + " rows");

        await(post(
                "/3/ModelBuilders/gbm",
                Map.of(
                        "model_id", model,
                        "training_frame", frame,
                        "response_column", "fraud",
                        "ntrees", trees,
                        "max_depth", depth,
                        "seed", "1")));
        String trained = get("/3/Models/" + model);
        System.out.printf("Trained %s: %s trees of depth %s, AUC %s%n", model, trees, depth, field(trained, "AUC"));
        download("/3/Models/" + model + "/mojo", mojo);
        System.out.printf("MOJO of %d bytes%n", Files.size(mojo));
    }

    /** The Service gets its endpoint with the leader's next readiness probe, which may be some seconds away. */
    private String reach() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(REACH_LIMIT);
        while (true) {
            try {
                return get("/3/Cloud");
            } catch (ConnectException | HttpTimeoutException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private void await(String answer) throws IOException, InterruptedException {
        String job = find(answer, "\"job\":\\{.*?\"key\":\\{.*?\"name\":\"([^\"]+)\"");
        Instant end = Instant.now().plus(JOB_LIMIT);
        while (Instant.now().isBefore(end)) {
            String state = get("/3/Jobs/" + URLEncoder.encode(job, StandardCharsets.UTF_8));
            switch (field(state, "status")) {
                case "DONE" -> {
                    return;
                }
                case "FAILED", "CANCELLED" -> throw new IOException("job " + job + ": " + field(state, "exception"));
                default -> Thread.sleep(200);
            }
        }
        throw new IOException("job " + job + " did not end in " + JOB_LIMIT.toSeconds() + " s");
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private String post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        return checked(answer, answer.body());
    }

    /** Written to a second name first, so that a broken download never looks like a model. */
    private void download(String path, Path file) throws IOException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).build();
        checked(HTTP.send(request, BodyHandlers.ofFile(part)), "");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String checked(HttpResponse<?> answer, String body) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d %.500s".formatted(answer.uri(), answer.statusCode(), body));
        }
        return body;
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    /** The first field of this name; H2O's answers put the field that the demo wants first. */
    private static String field(String json, String name) throws IOException {
        return find(json, "\"" + name + "\":\"?([^\",}]+)");
    }

    private static String list(String json, String name) throws IOException {
        return find(json, "\"" + name + "\":(\\[[^]]*])");
    }

    private static String find(String json, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(json);
        if (!matcher.find()) {
            throw new IOException("H2O's answer has no " + pattern + ": " + "%.300s".formatted(json));
        }
        return matcher.group(1);
    }
}
