package dev.plumbline.bench.swap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Every request of a run, in arrays that are made before it begins. Times in nanoseconds since the run began. */
final class Samples {

    /** How a request ended. */
    enum End {
        RIGHT,
        /** Another status than 200. */
        STATUS,
        /** Refused, reset or cut off. */
        CONNECTION,
        /** A prediction that the model it names does not make. */
        WRONG
    }

    private static final End[] ENDS = End.values();

    private final long[] due;
    private final long[] latency;
    private final byte[] end;
    private final AtomicInteger next = new AtomicInteger();

    Samples(int most) {
        due = new long[most];
        latency = new long[most];
        end = new byte[most];
    }

    void add(long dueNanos, long latencyNanos, End how) {
        int at = next.getAndIncrement();
        if (at < due.length) {
            due[at] = dueNanos;
            latency[at] = latencyNanos;
            end[at] = (byte) how.ordinal();
        }
    }

    int size() {
        return Math.min(next.get(), due.length);
    }

    long due(int index) {
        return due[index];
    }

    End end(int index) {
        return ENDS[end[index]];
    }

    /** Latencies of the requests that were due within the window and answered rightly, sorted. */
    long[] latencies(Window window) {
        long[] found = new long[size()];
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (window.holds(due[i]) && end[i] == 0) {
                found[count++] = latency[i];
            }
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The requests of a window that waited longest, longest first. */
    List<Slow> slowest(Window window, int most) {
        return IntStream.range(0, size())
                .filter(i -> window.holds(due[i]))
                .mapToObj(i -> new Slow(due[i], latency[i]))
                .sorted(Comparator.comparingLong(Slow::latency).reversed())
                .limit(most)
                .toList();
    }

    /** One request, both in nanoseconds. */
    record Slow(long due, long latency) {}

    /** A stretch of the run. */
    record Window(long fromNanos, long toNanos) {
        boolean holds(long nanos) {
            return nanos >= fromNanos && nanos < toNanos;
        }
    }
}
