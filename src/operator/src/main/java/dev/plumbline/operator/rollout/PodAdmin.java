package dev.plumbline.operator.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.plan.Ports;
import dev.plumbline.rollout.Effect;
import dev.plumbline.rollout.ModelVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to the management port of scoring Pods. Every call may fail without harm: what came of it is seen at the next
 * look, and said again if need be.
 */
@ApplicationScoped
class PodAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(PodAdmin.class);

    private static final Duration CONNECT = Duration.ofMillis(800);

    /** A Pod that loads a model on a crowded node still answers within this. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** Calls at once, over all rollouts. */
    private static final int AT_ONCE = 64;

    /** The state is a few hundred bytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();

    /** One Pod's port, and the token that it asks for. */
    record Door(String pod, String address, String token) {}

    /** @return what the Pod says of itself; empty when it does not answer */
    Optional<JsonNode> state(Door door) {
        return call(door, request(door, "state").GET());
    }

    void tell(Door door, long epoch, ModelVersion model) {
        Map<String, String> told = Map.of(
                "name", model.name(),
                "version", model.version(),
                "digest", model.digest(),
                "storageUri", model.storageUri());
        send(door, request(door, "target").PUT(body(Map.of("epoch", epoch, "model", told))));
    }

    void commit(Door door, long epoch, String digest, long atEpochMillis) {
        send(
                door,
                request(door, "commit")
                        .POST(body(Map.of("epoch", epoch, "digest", digest, "atEpochMillis", atEpochMillis))));
    }

    void expose(Door door, Effect.Expose how) {
        Map<String, Object> body = Map.of(
                "epoch", how.epoch(),
                "digest", how.digest(),
                "mode", how.kind().name(),
                "percent", how.percent(),
                "step", how.step());
        send(door, request(door, "weight").PUT(body(body)));
    }

    void abort(Door door) {
        send(door, request(door, "target").DELETE());
    }

    /** Does the same with every element at once and returns when all are done; each call has its own time-out. */
    <T, R> List<R> all(List<T> each, Function<T, R> act) {
        List<Future<R>> running =
                each.stream().map(t -> threads.submit(() -> bounded(t, act))).toList();
        return running.stream().map(PodAdmin::join).toList();
    }

    private <T, R> R bounded(T each, Function<T, R> act) {
        slots.acquireUninterruptibly();
        try {
            return act.apply(each);
        } finally {
            slots.release();
        }
    }

    private static <R> R join(Future<R> future) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException wait) {
                // The calls are bounded in time, and half an answer would be taken for all of it.
                Thread.interrupted();
            } catch (java.util.concurrent.ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private static HttpRequest.Builder request(Door door, String path) {
        String host = door.address().contains(":") ? "[" + door.address() + "]" : door.address();
        return HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + Ports.INFERENCE_MANAGEMENT + "/admin/v1/" + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + door.token())
                .header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher body(Object value) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(value));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void send(Door door, HttpRequest.Builder request) {
        call(door, request);
    }

    private Optional<JsonNode> call(Door door, HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES);
                if (response.statusCode() / 100 == 2) {
                    return Optional.ofNullable(bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes));
                }
                String path = request.uri().getPath();
                LOG.info("{}: {} {} was answered {}", door.pod(), request.method(), path, response.statusCode());
            }
        } catch (IOException unreachable) {
            LOG.debug("{}: {} failed: {}", door.pod(), request.method(), unreachable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
