package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutants of every test model: each is refused, or loads and answers, within a second and without running out of memory.
 * {@code make fuzz} runs it long, in a heap that ends 64 MiB above what the test itself needs.
 */
class MutantsTest {

    private static final int COUNT = Integer.getInteger("plumbline.fuzz.count", 1_000);
    private static final long SEED = Long.getLong("plumbline.fuzz.seed", 20_261_121);

    /** Headroom in MiB that the heap may leave above the baseline; 0 does not look. */
    private static final int HEADROOM = Integer.getInteger("plumbline.fuzz.headroom", 0);

    @TempDir
    Path folder;

    @Test
    void are_refused_or_answer_within_a_second() throws Exception {
        List<String> models = Fixtures.names().toList();
        List<Map<String, byte[]>> entries = new ArrayList<>();
        List<byte[]> raw = new ArrayList<>();
        for (String name : models) {
            entries.add(Zips.entries(Fixtures.zip(name)));
            raw.add(Files.readAllBytes(Fixtures.zip(name)));
        }
        MutantTrials trials = new MutantTrials(folder, models);
        Map<String, Integer> verdicts = new TreeMap<>();
        long mostAllocated = 0;
        long mostNanos = 0;
        long baseline = used();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < COUNT; i++) {
                long seed = SEED + i;
                int of = (int) Math.floorMod(seed, models.size());
                byte[] mutant = new Mutator(seed, entries, raw).mutate(of);
                Trial trial;
                try {
                    trial = thread.submit(() -> trials.run(mutant, of)).get(20, TimeUnit.SECONDS);
                } catch (TimeoutException hangs) {
                    thread.shutdownNow();
                    throw new AssertionError("seed %d of %s hangs".formatted(seed, models.get(of)), hangs);
                } catch (ExecutionException thrown) {
                    throw new AssertionError("seed %d of %s".formatted(seed, models.get(of)), thrown.getCause());
                }
                assertThat(trial.verdict())
                        .as("seed %d of %s", seed, models.get(of))
                        .doesNotStartWith("BROKE");
                // Of processor time: the machine may be busy with other things.
                assertThat(trial.processorNanos())
                        .as("seed %d of %s", seed, models.get(of))
                        .isLessThan(TimeUnit.SECONDS.toNanos(1));
                verdicts.merge(trial.verdict(), 1, Integer::sum);
                mostAllocated = Math.max(mostAllocated, trial.allocated());
                mostNanos = Math.max(mostNanos, trial.processorNanos());
            }
        }
        long headroom = Runtime.getRuntime().maxMemory() - baseline;
        System.out.printf(
                "%d mutants from seed %d: %s; slowest %d ms, most allocated %d MiB, heap %d MiB above the baseline of %d MiB%n",
                COUNT, SEED, verdicts, mostNanos / 1_000_000, mostAllocated >> 20, headroom >> 20, baseline >> 20);
        if (HEADROOM > 0) {
            assertThat(headroom >> 20).isLessThanOrEqualTo(HEADROOM);
        }
        if (COUNT < 1_000) {
            return;
        }
        // A gate that lets nothing through, or everything, proves nothing.
        assertThat(verdicts.getOrDefault("same", 0)).isPositive();
        assertThat(verdicts.getOrDefault("different", 0)).isPositive();
        assertThat(verdicts.getOrDefault("refused NotAMojo", 0)).isGreaterThan(COUNT / 2);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
