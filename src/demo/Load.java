import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one row to a model at a steady rate and reports what came back:
 * {@code java Load.java URL BODY RATE_PER_SECOND MAX_SECONDS STOP_FILE}.
 *
 * <p>The loop is open: a request is due at its time whether or not the earlier ones were answered, and its latency
 * counts from that time, so a stall of the server cannot hide. It ends when STOP_FILE exists or MAX_SECONDS are over.
 * Exit code 0 when every request was answered with 200 by a named version.
 */
public class Load {
    /** Connections; a Service picks a Pod per connection, so a handful per Pod reaches all of them. */
    private static final int CONNECTIONS = 24;

    /** A request that takes longer is a failed one. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private record Answer(long atMillis, double latencyMillis, String version, String prediction, String error) {}

    public static void main(String[] args) throws Exception {
        URI uri = URI.create(args[0]);
        int rate = Integer.parseInt(args[2]);
        Path stop = Path.of(args[4]);

        var request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(args[1]))
                .build();
        List<HttpClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build());
        }
        warmUp(clients, request);

        var answers = new ConcurrentLinkedQueue<Answer>();
        long period = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(Long.parseLong(args[3]));
        int sent = 0;
        System.out.printf("%d requests/s over %d connections to %s%n", rate, CONNECTIONS, uri);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() < end && !(sent % rate == 0 && Files.exists(stop))) {
                long due = start + sent * period;
                LockSupport.parkNanos(due - System.nanoTime());
                if (System.nanoTime() < due) {
                    continue;
                }
                HttpClient client = clients.get(sent++ % CONNECTIONS);
                threads.submit(() -> answers.add(ask(client, request, start, due)));
            }
        }
        System.exit(report(sent, List.copyOf(answers), (System.nanoTime() - start) / 1e9) ? 0 : 1);
    }

    /** Opens every connection and lets the JIT of this program settle; not part of the measurement. */
    private static void warmUp(List<HttpClient> clients, HttpRequest request) throws InterruptedException {
        var done = new CountDownLatch(clients.size() * 10);
        for (HttpClient client : clients) {
            Thread.startVirtualThread(() -> {
                for (int i = 0; i < 10; i++) {
                    ask(client, request, 0, System.nanoTime());
                    done.countDown();
                }
            });
        }
        done.await(30, TimeUnit.SECONDS);
    }

    private static Answer ask(HttpClient client, HttpRequest request, long start, long due) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            long now = System.nanoTime();
            String version = answer.headers().firstValue("Plumbline-Model-Version").orElse("");
            String error = answer.statusCode() != 200
                    ? "HTTP " + answer.statusCode()
                    : version.isEmpty() || !answer.body().contains('"' + version + '"') ? "unnamed version" : null;
            String prediction = answer.body().replaceFirst("(?s).*\"predictions\"", "");
            return new Answer((now - start) / 1_000_000, (now - due) / 1e6, version, prediction, error);
        } catch (IOException e) {
            return new Answer(0, (System.nanoTime() - due) / 1e6, "", "", e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, 0, "", "", "interrupted");
        }
    }

    private static boolean report(int sent, List<Answer> answers, double seconds) {
        double[] latencies =
                answers.stream().mapToDouble(Answer::latencyMillis).sorted().toArray();
        Map<String, List<Answer>> versions = new TreeMap<>();
        Map<String, Integer> errors = new TreeMap<>();
        for (Answer answer : answers) {
            if (answer.error() == null) {
                versions.computeIfAbsent(answer.version(), v -> new ArrayList<>()).add(answer);
            } else {
                errors.merge(answer.error(), 1, Integer::sum);
            }
        }
        System.out.printf(
                "requests %d in %.1f s, failed %d, latency ms: median %.1f, p99 %.1f, longest %.1f%n",
                sent,
                seconds,
                errors.values().stream().mapToInt(Integer::intValue).sum(),
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                quantile(latencies, 1));
        errors.forEach((error, count) -> System.out.printf("  failed: %d x %s%n", count, error));
        boolean consistent = true;
        for (var entry : versions.entrySet()) {
            long[] times =
                    entry.getValue().stream().mapToLong(Answer::atMillis).sorted().toArray();
            Set<String> predictions = new TreeSet<>();
            entry.getValue().forEach(answer -> predictions.add(answer.prediction()));
            consistent &= predictions.size() == 1;
            System.out.printf(
                    "  version %s: %d answers, the first at %.3f s, the last at %.3f s, %d distinct prediction%s%n",
                    entry.getKey(),
                    times.length,
                    times[0] / 1e3,
                    times[times.length - 1] / 1e3,
                    predictions.size(),
                    predictions.size() == 1 ? "" : "s (one row must have one)");
        }
        return errors.isEmpty() && consistent && answers.size() == sent && sent > 0;
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1L, Math.floor(q * sorted.length))];
    }
}
