package dev.plumbline.scorer.measure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices when the process stands still. What a request waits before its first byte is read is in no latency that the
 * server itself can measure; a beat that comes late is.
 */
public final class Heartbeat {

    /** A hundred beats a second take about a thousandth of a core. */
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Traffic traffic;
    private long last = System.nanoTime();

    private Heartbeat(Traffic traffic) {
        this.traffic = traffic;
    }

    public static void start(Traffic traffic, ScheduledExecutorService timer) {
        Heartbeat heart = new Heartbeat(traffic);
        timer.scheduleWithFixedDelay(() -> heart.beat(System.nanoTime()), BEAT_NANOS, BEAT_NANOS, TimeUnit.NANOSECONDS);
    }

    private void beat(long now) {
        traffic.stalled(Math.max(0, now - last - BEAT_NANOS));
        last = now;
    }
}
