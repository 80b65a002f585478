package dev.plumbline.bench.swap;

import static dev.plumbline.bench.swap.Figures.say;

import dev.plumbline.api.SwapStatus;
import dev.plumbline.bench.host.RealTime;
import dev.plumbline.bench.swap.Samples.Window;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Switches models under an open-loop load on the current cluster, and holds every answer against the model that it
 * names: {@code SwapBench FOLDER SWAPS RATE KILLS}, where FOLDER has the models with H2O's own predictions, and KILLS is
 * {@code kills} or {@code calm}. Exit code 0 when every bar is cleared, 1 when one is not.
 */
public final class SwapBench {

    private static final int REPLICAS = 3;
    private static final int CONNECTIONS = 48;
    private static final int WARM_UP_SECONDS = 20;

    /** From a Pod's end until every node has heard of it and a new one answers. */
    private static final long KILL = TimeUnit.SECONDS.toNanos(5);

    private static final long SEED = 20261121;

    private final Rig rig;
    private final Expected[] models;
    private final Map<String, Expected> byVersion = new ConcurrentHashMap<>();
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
        var samples = new Samples(Math.multiplyExact(rate, 300 + count * 30));
        rig.awaitAllPodsReady(REPLICAS);
        // A node hears of a ready Pod a moment after the API server.
        TimeUnit.SECONDS.sleep(3);
        try (var load = new OpenLoop(rig.service(), Rig.MODEL, byVersion, rate, CONNECTIONS, samples);
                var stolen = new Stolen(load::now)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            // Its collections stop the senders; all else that this process does waits its turn among the others.
            boolean first = load.goesFirst() & RealTime.give("VM Thread");
            say("requests are sent %s", first ? "before everything else that runs here" : "as the processors are free");
            var course = new Course(load, samples, count);
            for (int i = 1; i <= count; i++) {
                course.control(i);
                swap(load, course, i, killing);
            }
            course.control(count + 1);
            load.close();
            boolean held = new Report(samples, course.windows(), stolen).print();
            load.problems().forEach(problem -> say("  %s", problem));
            return held;
        } finally {
            rig.remove();
        }
    }

    private void swap(OpenLoop load, Course course, int number, boolean killing) throws InterruptedException {
        String version = "v" + number;
        int model = number % models.length;
        byVersion.put(version, models[model]);
        long asked = load.now();
        rig.ask(version, "model-" + model, models[model]);
        String killed = killing ? kill(load, course, number) : "";
        SwapStatus proof = rig.awaitSwap(version);
        course.swapped(number, asked, Instant.parse(proof.at()), proof.durationMilliseconds(), killed);
        if (!killed.isEmpty()) {
            rig.awaitAllPodsReady(REPLICAS);
            TimeUnit.SECONDS.sleep(1);
            load.spread();
        }
    }

    /** One operator and one Pod in ten switches, at an instant that the seed decides. */
    private String kill(OpenLoop load, Course course, int number) throws InterruptedException {
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
        course.lost(new Window(from, from + KILL));
        return ", Pod killed";
    }
}
