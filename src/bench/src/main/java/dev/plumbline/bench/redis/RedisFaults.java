package dev.plumbline.bench.redis;

import dev.plumbline.bench.host.Witnessed;
import dev.plumbline.bench.load.Load;
import dev.plumbline.bench.load.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What becomes of requests while Redis fails. Two scorers with the same model stand beside each other under the same load
 * in the same seconds: one asks Redis for every row, the other has no cache. What the machine does meanwhile, both feel.
 */
public final class RedisFaults {

    private static final double MOST_RATIO = 1.5;

    /** Of the seconds that are compared, where the host takes processors away. */
    private static final int TRIES = 3;

    private static final Duration MOST_RECONNECT = Duration.ofSeconds(15);

    /** Something that is done to Redis, and undone. */
    private enum Fault {
        KILLED,
        FROZEN,
        SLOW,
        GARBAGE,
        SILENT
    }

    /** A moment of both, side by side. */
    private record Pair(Step cached, Step control) {}

    private final Load cached;
    private final Load control;
    private final int rate;
    private final URI metrics;
    private final HttpClient client = HttpClient.newHttpClient();

    private RedisFaults(Load cached, Load control, int rate, URI metrics) {
        this.cached = cached;
        this.control = control;
        this.rate = rate;
        this.metrics = metrics;
    }

    /**
     * @param args ports of the scorer with a cache, of the one without, of the proxy that the first one was told is Redis,
     *     and of Redis; file of bodies; requests per second to each
     */
    public static void main(String[] args) throws Exception {
        byte[][] requests = Load.requests(Path.of(args[4]), "/v1/models/fraud:predict");
        int port = Integer.parseInt(args[0]);
        boolean passed = true;
        try (RedisServer redis = new RedisServer(Integer.parseInt(args[3]));
                Proxy proxy = new Proxy(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                Load cached = new Load(new InetSocketAddress("127.0.0.1", port), 32, requests);
                Load control = new Load(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 32, requests)) {
            URI metrics = URI.create("http://127.0.0.1:" + (port + 1000) + "/q/metrics");
            RedisFaults bench = new RedisFaults(cached, control, Integer.parseInt(args[5]), metrics);
            bench.begin();
            System.out.println(
                    "| Redis is | Failed | p99 while well, cache | none | p99 from 1 s on, cache | none | taken by the host | Ratio | First second, longest | Asked again after | |");
            System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
            for (Fault fault : Fault.values()) {
                passed &= bench.suffer(fault, redis, proxy);
            }
        }
        System.out.println(passed ? "VERDICT: every bar is cleared" : "VERDICT: a bar is missed");
        System.exit(passed ? 0 : 1);
    }

    private void begin() throws IOException, InterruptedException {
        control.remember();
        cached.remember();
        cached.flatOut(Duration.ofSeconds(6));
        control.flatOut(Duration.ofSeconds(6));
        if (untilAsked().compareTo(MOST_RECONNECT) > 0) {
            throw new IOException("the scorer never asked Redis, so nothing can be shown");
        }
    }

    private boolean suffer(Fault fault, RedisServer redis, Proxy proxy) throws IOException, InterruptedException {
        Pair well = both(Duration.ofSeconds(3));
        switch (fault) {
            case KILLED -> redis.kill();
            case FROZEN -> redis.signal("STOP");
            case SLOW -> proxy.mode(Proxy.Mode.SLOW);
            case GARBAGE -> proxy.mode(Proxy.Mode.GARBAGE);
            case SILENT -> proxy.mode(Proxy.Mode.SILENT);
        }
        Pair first = both(Duration.ofSeconds(1));
        List<Step> all = new ArrayList<>(List.of(well.cached, first.cached));
        Witnessed<Pair> steady = Witnessed.undisturbed(TRIES, () -> {
            Pair pair = both(Duration.ofSeconds(6));
            all.add(pair.cached);
            return pair;
        });
        Pair after = steady.value();
        switch (fault) {
            case KILLED -> redis.start();
            case FROZEN -> redis.signal("CONT");
            default -> proxy.mode(Proxy.Mode.PASS);
        }
        Duration again = untilAsked();
        int failed = all.stream().mapToInt(Step::failures).sum();
        double ratio = after.cached.p99() / after.control.p99();
        boolean good = failed == 0
                && !first.cached.gaveUp()
                && !after.cached.gaveUp()
                && ratio <= MOST_RATIO
                && again.compareTo(MOST_RECONNECT) <= 0;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.1f %% | %.2f | %.1f ms | %.1f s | %s |%n",
                fault.name().toLowerCase(Locale.ROOT),
                failed,
                well.cached.p99(),
                well.control.p99(),
                after.cached.p99(),
                after.control.p99(),
                100 * steady.taken(),
                ratio,
                first.cached.longest(),
                again.toMillis() / 1000.0,
                good ? "PASS" : "FAIL");
        return good;
    }

    /** The same load on both at once. */
    private Pair both(Duration time) throws IOException {
        CompletableFuture<Step> beside = CompletableFuture.supplyAsync(() -> step(control, time));
        Step mine = cached.at(rate, Duration.ZERO, time);
        return new Pair(mine, beside.join());
    }

    private Step step(Load load, Duration time) {
        try {
            return load.at(rate, Duration.ZERO, time);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    /** How long it takes, under load, until a row comes out of Redis. */
    private Duration untilAsked() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        double before = rowsFromRedis();
        Duration waited = Duration.ZERO;
        while (rowsFromRedis() <= before && waited.compareTo(MOST_RECONNECT) <= 0) {
            cached.at(rate, Duration.ZERO, Duration.ofMillis(200));
            waited = Duration.ofNanos(System.nanoTime() - begin);
        }
        return waited;
    }

    private double rowsFromRedis() throws IOException, InterruptedException {
        String text = client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        List<Double> found = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("plumbline_cache_rows_total") && line.contains("source=\"redis\"")) {
                found.add(Double.parseDouble(line.substring(line.lastIndexOf(' '))));
            }
        }
        return found.stream().mapToDouble(each -> each).sum();
    }
}
