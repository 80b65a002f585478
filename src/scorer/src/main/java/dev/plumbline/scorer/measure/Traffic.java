package dev.plumbline.scorer.measure;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The last two minutes of traffic, second by second: what a switch is judged by. */
public final class Traffic {

    private static final int SECONDS = 128;

    private final Clock clock;
    private final Second[] ring = new Second[SECONDS];
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();

    public Traffic(Clock clock) {
        this.clock = clock;
        for (int i = 0; i < SECONDS; i++) {
            ring[i] = new Second();
        }
    }

    /** A second of the ring; the second that it stands for is in {@code number}. */
    private static final class Second {
        final AtomicLong number = new AtomicLong(-1);
        final LongAdder requests = new LongAdder();
        final LongAdder failures = new LongAdder();
        final AtomicLong longestNanos = new AtomicLong();
        final AtomicLong stallNanos = new AtomicLong();
        final LatencyHistogram latencies = new LatencyHistogram();
    }

    /**
     * What happened between two instants.
     *
     * @param longestMilliseconds the slowest answer
     * @param stallMilliseconds the longest time in which the process as a whole stood still
     */
    public record Window(
            long requests,
            long http5xx,
            double p99Milliseconds,
            double longestMilliseconds,
            double stallMilliseconds) {}

    public void record(long nanos, int status) {
        Second second = at(Math.floorDiv(clock.millis(), 1000L));
        second.requests.increment();
        requests.increment();
        if (status >= 500) {
            second.failures.increment();
            failures.increment();
        }
        second.latencies.record(nanos);
        second.longestNanos.accumulateAndGet(nanos, Math::max);
    }

    /** The process stood still for so long: a collection of garbage, or a machine that gave it no time. */
    void stalled(long nanos) {
        at(Math.floorDiv(clock.millis(), 1000L)).stallNanos.accumulateAndGet(nanos, Math::max);
    }

    /** Answers since the start of the process. */
    public long requests() {
        return requests.sum();
    }

    /** Of those, the ones with a status of 500 or more. */
    public long failures() {
        return failures.sum();
    }

    /** Both ends in seconds since the epoch, both included; at most two minutes back. */
    public Window window(long fromSecond, long toSecond) {
        long[] sums = LatencyHistogram.sums();
        long count = 0;
        long failed = 0;
        long longest = 0;
        long stall = 0;
        for (Second second : ring) {
            long number = second.number.get();
            if (number >= fromSecond && number <= toSecond) {
                count += second.requests.sum();
                failed += second.failures.sum();
                longest = Math.max(longest, second.longestNanos.get());
                stall = Math.max(stall, second.stallNanos.get());
                second.latencies.addTo(sums);
            }
        }
        return new Window(count, failed, LatencyHistogram.percentile(sums, 0.99), longest / 1e6, stall / 1e6);
    }

    /** The first writer of a new second clears its place; a count that comes in between may be lost, which is rare. */
    private Second at(long number) {
        Second second = ring[(int) Math.floorMod(number, (long) SECONDS)];
        long held = second.number.get();
        if (held != number && second.number.compareAndSet(held, number)) {
            second.requests.reset();
            second.failures.reset();
            second.longestNanos.set(0);
            second.stallNanos.set(0);
            second.latencies.reset();
        }
        return second;
    }
}
