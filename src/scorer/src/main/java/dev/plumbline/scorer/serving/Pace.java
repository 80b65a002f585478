package dev.plumbline.scorer.serving;

import java.util.function.LongSupplier;

/**
 * Rests between short pieces of work, so that what is done beside the scoring takes a share of a core and never holds
 * one for long. The time that a piece took is measured on the wall: where others want the processor it took longer, and
 * is followed by a longer rest. For one thread.
 */
final class Pace {

    /** Rest per unit of work: a share of one fifth of a core. */
    private static final int REST = 4;

    /** Half of the shortest slice of time that Linux gives a thread, so that a piece seldom makes a request wait. */
    private static final long PIECE_NANOS = 500_000;

    /** A piece that could not be cut, such as reading an archive, is not followed by seconds of nothing. */
    private static final long LONGEST_REST_NANOS = 100_000_000;

    private final LongSupplier clock;
    private final Sleeper sleeper;
    private long since;

    Pace() {
        this(System::nanoTime, Thread::sleep);
    }

    Pace(LongSupplier clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.since = clock.getAsLong();
    }

    @FunctionalInterface
    interface Sleeper {
        void sleep(java.time.Duration time) throws InterruptedException;
    }

    /** To be called between two steps of the work; rests when a piece is done. An interruption stays set and ends all rests. */
    void step() {
        long worked = clock.getAsLong() - since;
        if (worked < PIECE_NANOS || Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            sleeper.sleep(java.time.Duration.ofNanos(Math.min(worked * REST, LONGEST_REST_NANOS)));
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
        }
        since = clock.getAsLong();
    }
}
