package dev.plumbline.bench.swap;

import dev.plumbline.bench.swap.Samples.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * What the host of a virtual machine took of its processors, in the course of a run: nothing in the machine can answer
 * then, whatever its priority, so it belongs beside the latencies. From {@code /proc/stat}, ten times a second.
 */
final class Stolen implements AutoCloseable {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long PAUSE_MILLISECONDS = 100;

    /** The eighth number of the line "cpu": see proc(5). */
    private static final int STEAL = 7;

    private final Thread watch;
    private final LongSupplier now;
    private final TreeMap<Long, Ticks> seen = new TreeMap<>();

    /** Since the machine started, over all processors. */
    private record Ticks(long stolen, long all) {}

    /** @param now nanoseconds since the run began */
    Stolen(LongSupplier now) {
        this.now = now;
        this.watch = Thread.ofPlatform().daemon().name("stolen").start(this::watch);
    }

    private void watch() {
        try {
            while (Files.exists(STAT)) {
                Ticks ticks = read();
                synchronized (seen) {
                    seen.put(now.getAsLong(), ticks);
                }
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static Ticks read() throws IOException {
        try (var lines = Files.lines(STAT)) {
            long[] ticks = Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .limit(STEAL + 1)
                    .toArray();
            return new Ticks(ticks[STEAL], LongStream.of(ticks).sum());
        }
    }

    /** The share of all processors' time in these windows that the host took; empty where the kernel does not tell. */
    OptionalDouble share(List<Window> windows) {
        long stolen = 0;
        long all = 0;
        synchronized (seen) {
            for (Window window : windows) {
                Map.Entry<Long, Ticks> from = seen.floorEntry(window.fromNanos());
                Map.Entry<Long, Ticks> to = seen.ceilingEntry(window.toNanos());
                if (from != null && to != null) {
                    stolen += to.getValue().stolen - from.getValue().stolen;
                    all += to.getValue().all - from.getValue().all;
                }
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) stolen / all);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
