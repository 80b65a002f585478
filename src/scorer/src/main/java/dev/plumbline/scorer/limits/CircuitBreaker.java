package dev.plumbline.scorer.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Turns requests away before the queue is full. It opens when the given number of requests waits, and stays open for the
 * given time, and longer while that many wait. While it is open nothing is queued: a request is taken only when no other
 * one waits, so that the threads keep working and what they work on is fresh.
 */
public final class CircuitBreaker {

    private final int queueDepth;
    private final long openNanos;
    private final LongSupplier nanoTime;
    /** Instant at which the breaker closes again; {@link #CLOSED} when it is closed. */
    private final AtomicLong openUntil = new AtomicLong(CLOSED);

    private static final long CLOSED = Long.MIN_VALUE;

    /** @param queueDepth waiting requests at which it opens */
    public CircuitBreaker(int queueDepth, Duration open, LongSupplier nanoTime) {
        this.queueDepth = Math.max(1, queueDepth);
        this.openNanos = open.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Asked once for each request that would be queued.
     *
     * @param waiting requests in the queue now
     * @return 0 when the request may be queued, else the seconds after which to try again
     */
    public int turnsAway(int waiting) {
        long until = openUntil.get();
        if (until == CLOSED && waiting < queueDepth) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        if (waiting >= queueDepth) {
            openUntil.set(now + openNanos);
            return seconds(openNanos);
        }
        long left = until - now;
        if (left <= 0) {
            openUntil.compareAndSet(until, CLOSED);
            return 0;
        }
        return waiting == 0 ? 0 : seconds(left);
    }

    public boolean isOpen() {
        long until = openUntil.get();
        return until != CLOSED && until - nanoTime.getAsLong() > 0;
    }

    private static int seconds(long nanos) {
        return (int) Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
    }
}
