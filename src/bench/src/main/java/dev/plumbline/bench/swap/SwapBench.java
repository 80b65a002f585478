package dev.plumbline.bench.swap;

import static dev.plumbline.bench.swap.Report.milliseconds;
import static dev.plumbline.bench.swap.Report.say;

import dev.plumbline.api.SwapStatus;
import dev.plumbline.bench.swap.Samples.Window;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Switches models under an open-loop load on the current cluster, and holds every answer against the model that it
 * names: {@code SwapBench FOLDER SWAPS RATE KILLS}, where FOLDER has the models with H2O's own predictions, and KILLS is
 * {@code kills} or {@code calm}. Exit code 0 when every bar is cleared, 1 when one is not.
 */
public final class SwapBench {

    private static final int REPLICAS = 3;
    private static final int CONNECTIONS = 48;
    private static final int WARM_UP_SECONDS = 20;
    private static final long BEFORE = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER = TimeUnit.SECONDS.toNanos(5);

    /** From a Pod's end until every node has heard of it and a new one answers. */
    private static final long KILL = TimeUnit.SECONDS.toNanos(5);

    private static final long SEED = 20261121;

    private final Rig rig;
    private final Expected[] models;
    private final Map<String, Expected> byVersion = new ConcurrentHashMap<>();
    private final List<Window> control = new ArrayList<>();
    private final List<Window> swaps = new ArrayList<>();
    private final List<Window> kills = new ArrayList<>();
    private final Random random = new Random(SEED);

    private SwapBench(Rig rig, Expected... models) {
        this.rig = rig;
        this.models = models;
    }

    /** @param args folder, number of switches, requests per second, {@code kills} or {@code calm} */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            var bench = new SwapBench(
                    new Rig(client, "plumbline-system"),
                    Expected.read(folder, "gbm-binomial-v1"),
                    Expected.read(folder, "gbm-binomial-v2"));
            boolean held = bench.run(Integer.parseInt(args[1]), Integer.parseInt(args[2]), args[3].equals("kills"));
            System.exit(held ? 0 : 1);
        }
    }

    private boolean run(int count, int rate, boolean killing) throws InterruptedException {
        say("switching %d times at %d requests/s over %d Pods, seed %d", count, rate, REPLICAS, SEED);
        byVersion.put("v0", models[0]);
        rig.prepare(REPLICAS, "v0", "model-0", models);
        // Room for three minutes of preparation for each switch, which is where waiting ends.
        var samples = new Samples(Math.multiplyExact(rate, 120 + count * 60));
        rig.awaitAllPodsReady(REPLICAS);
        // A node hears of a ready Pod a moment after the API server.
        TimeUnit.SECONDS.sleep(3);
        try (var load = new OpenLoop(rig.service(), Rig.MODEL, byVersion, rate, CONNECTIONS, samples)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            // As many control windows as switches, half before and half after them, so that a drift shows in both.
            control(load, (count + 1) / 2);
            for (int i = 1; i <= count; i++) {
                swap(load, samples, i, killing);
            }
            control(load, count / 2);
            load.close();
            boolean held = new Report(samples, control, swaps, kills).print();
            load.problems().forEach(problem -> say("  %s", problem));
            return held;
        } finally {
            rig.remove();
        }
    }

    private void control(OpenLoop load, int windows) throws InterruptedException {
        for (int i = 0; i < windows; i++) {
            long from = load.now();
            TimeUnit.NANOSECONDS.sleep(BEFORE + AFTER);
            control.add(new Window(from, from + BEFORE + AFTER));
        }
    }

    private void swap(OpenLoop load, Samples samples, int number, boolean killing) throws InterruptedException {
        String version = "v" + number;
        int model = number % models.length;
        byVersion.put(version, models[model]);
        long asked = load.now();
        rig.ask(version, "model-" + model, models[model]);
        String killed = killing ? kill(load, number) : "";
        SwapStatus proof = rig.awaitSwap(version);
        long at = load.nanosOf(Instant.parse(proof.at()).toEpochMilli());
        long until = at + TimeUnit.MILLISECONDS.toNanos(proof.durationMilliseconds()) + AFTER;
        for (long wait = until - load.now(); wait > 0; wait = until - load.now()) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        var window = new Window(at - BEFORE, until);
        swaps.add(window);
        say(
                "%4d  asked %.1f s before, flips within %d ms, %d answers, slowest %s%s",
                number,
                (at - asked) / 1e9,
                proof.durationMilliseconds(),
                samples.latencies(window).length,
                samples.slowest(window, 4).stream()
                        .map(slow -> "%.1f ms at %+.0f"
                                .formatted(milliseconds(slow.latency()), milliseconds(slow.due() - at)))
                        .collect(Collectors.joining(", ")),
                killed);
        if (!killed.isEmpty()) {
            rig.awaitAllPodsReady(REPLICAS);
        }
    }

    /** One operator and one Pod in ten switches, at an instant that the seed decides. */
    private String kill(OpenLoop load, int number) throws InterruptedException {
        boolean operator = number % 10 == 3;
        boolean pod = number % 10 == 7;
        if (!operator && !pod) {
            return "";
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        if (operator) {
            rig.killOperator();
            return ", operator killed";
        }
        long from = load.now();
        rig.killPod(random.nextInt(REPLICAS));
        kills.add(new Window(from, from + KILL));
        return ", Pod killed";
    }
}
