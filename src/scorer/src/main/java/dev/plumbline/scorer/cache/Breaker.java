package dev.plumbline.scorer.cache;

import java.util.function.LongSupplier;

/**
 * Keeps requests away from a Redis that fails. It opens after 4 failures in a row, which is a few deadlines after Redis
 * has gone, or when 8 of the last 64 commands failed. Fewer than that also happen to a process that waits for a processor
 * of its own. No request tries whether Redis is back; probes beside the requests do, and two good ones in a row close it.
 */
final class Breaker {

    private static final long IN_A_ROW = 0b1111;
    private static final int OF_THE_LAST_64 = 8;
    private static final int GOOD_PROBES = 2;
    private static final long FIRST_REST_NANOS = 250_000_000L;
    private static final long LONGEST_REST_NANOS = 4_000_000_000L;
    /** A breaker that stays closed for so long begins with the short rest again. */
    private static final long FORGIVEN_AFTER_NANOS = 30_000_000_000L;

    private final LongSupplier nanos;
    private volatile boolean open = true;
    private long outcomes;
    private int goodProbes;
    private long rest = FIRST_REST_NANOS;
    private long openedAt;
    private long closedAt;
    private long openings;

    /** Open at first: nothing is known of Redis yet. */
    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
        this.openedAt = nanos.getAsLong() - FIRST_REST_NANOS;
        this.closedAt = openedAt;
    }

    boolean isOpen() {
        return open;
    }

    synchronized long openings() {
        return openings;
    }

    void succeeded() {
        record(0);
    }

    /** @return whether this failure opened the breaker */
    boolean failed() {
        return record(1);
    }

    /** Whether a probe may be sent: never while Redis rests from its last failure. */
    synchronized boolean mayProbe() {
        return !open || nanos.getAsLong() - openedAt >= rest;
    }

    /** The outcome of a probe. A failed one while open starts the rest anew. */
    synchronized void probed(boolean good) {
        if (!open) {
            record(good ? 0 : 1);
        } else if (!good) {
            goodProbes = 0;
            openedAt = nanos.getAsLong();
        } else if (++goodProbes == GOOD_PROBES) {
            open = false;
            outcomes = 0;
            closedAt = nanos.getAsLong();
        }
    }

    private synchronized boolean record(int failure) {
        if (open) {
            return false;
        }
        outcomes = outcomes << 1 | failure;
        if ((outcomes & IN_A_ROW) != IN_A_ROW && Long.bitCount(outcomes) < OF_THE_LAST_64) {
            return false;
        }
        long now = nanos.getAsLong();
        rest = now - closedAt > FORGIVEN_AFTER_NANOS ? FIRST_REST_NANOS : Math.min(2 * rest, LONGEST_REST_NANOS);
        open = true;
        openedAt = now;
        goodProbes = 0;
        openings++;
        return true;
    }
}
