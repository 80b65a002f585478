package dev.plumbline.bench.swap;

import dev.plumbline.bench.host.HostTicks;
import dev.plumbline.bench.swap.Samples.Window;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What the host of a virtual machine took of its processors in the course of a run, looked at ten times a second. */
final class Stolen implements AutoCloseable {

    private static final long PAUSE_MILLISECONDS = 100;

    private final Thread watch;
    private final LongSupplier now;
    private final TreeMap<Long, HostTicks> seen = new TreeMap<>();

    /** @param now nanoseconds since the run began */
    Stolen(LongSupplier now) {
        this.now = now;
        this.watch = Thread.ofPlatform().daemon().name("stolen").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                HostTicks ticks = HostTicks.now();
                synchronized (seen) {
                    seen.put(now.getAsLong(), ticks);
                }
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** The share of all processors' time in these windows that the host took; empty where the kernel does not tell. */
    OptionalDouble share(List<Window> windows) {
        long stolen = 0;
        long all = 0;
        synchronized (seen) {
            for (Window window : windows) {
                Map.Entry<Long, HostTicks> from = seen.floorEntry(window.fromNanos());
                Map.Entry<Long, HostTicks> to = seen.ceilingEntry(window.toNanos());
                if (from != null && to != null) {
                    stolen += to.getValue().stolen() - from.getValue().stolen();
                    all += to.getValue().all() - from.getValue().all();
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
