package dev.plumbline.operator.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks Pods by their address. Each question has a second to connect and two to be answered, all of one look run at
 * once, and no answer is read beyond {@link #MOST_BYTES}: a hanging or talkative Pod costs one look two seconds.
 */
@ApplicationScoped
public class PodClient {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();

    /** The JSON that a Pod answers with; empty for no answer, another status than 200, or something unreadable. */
    public Optional<JsonNode> ask(String address, int port, String path) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(ANSWER)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200
                        ? Optional.of(json.readTree(body.readNBytes(MOST_BYTES)))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whom a Pod takes orders from. */
    public record Login(String user, String password) {

        private String header() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * Sends an order to a Pod.
     *
     * @return whether the Pod said that it is done; false also for an answer that took too long
     */
    public boolean order(String method, String address, int port, String path, Object body, Login login) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                    .timeout(ANSWER)
                    .header("Authorization", login.header())
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs all questions at once; those not answered in time count as unanswered. */
    <T> List<Optional<T>> all(List<Callable<Optional<T>>> questions) {
        try {
            return threads.invokeAll(questions, CONNECT.plus(ANSWER).toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(PodClient::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Begins something that asks Pods on its own. */
    <T> CompletableFuture<T> meanwhile(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look, threads);
    }

    private static <T> Optional<T> result(Future<Optional<T>> future) {
        try {
            return future.isCancelled() ? Optional.empty() : future.get();
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
