package dev.plumbline.bench.swap;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Every request of a run, in arrays that are made before it begins. Times in nanoseconds since the run began. */
final class Samples {

    /** How a request ended. */
    enum End {
        RIGHT,
        /** Another status than 200. */
        STATUS,
        /** No connection was made. */
        REFUSED,
        /** The connection ended before the answer was whole. */
        CUT,
        /** A prediction that the model it names does not make. */
        WRONG
    }

    private static final End[] ENDS = End.values();

    private final long[] due;
    private final long[] latency;
    private final int[] lateMicros;
    private final byte[] end;
    private final AtomicInteger next = new AtomicInteger();

    Samples(int most) {
        due = new long[most];
        latency = new long[most];
        lateMicros = new int[most];
        end = new byte[most];
    }

    /**
     * @param lateNanos from the instant at which the request was due until it was sent: the sender's own share of the
     *     latency, which a busy machine adds to
     */
    void add(long dueNanos, long latencyNanos, long lateNanos, End how) {
        int at = next.getAndIncrement();
        if (at < due.length) {
            due[at] = dueNanos;
            latency[at] = latencyNanos;
            lateMicros[at] = (int) Math.min(Integer.MAX_VALUE, lateNanos / 1000);
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
        return sorted(window, i -> latency[i]);
    }

    /** How late those requests were sent, sorted. */
    long[] lateness(Window window) {
        return sorted(window, i -> lateMicros[i] * 1000L);
    }

    private long[] sorted(Window window, IntToLongFunction value) {
        return IntStream.range(0, size())
                .filter(i -> end[i] == 0 && window.holds(due[i]))
                .mapToLong(value)
                .sorted()
                .toArray();
    }

    /** The requests of a window that waited longest, longest first. */
    List<Slow> slowest(Window window, int most) {
        return IntStream.range(0, size())
                .filter(i -> window.holds(due[i]))
                .mapToObj(i -> new Slow(due[i], latency[i], lateMicros[i] * 1000L))
                .sorted(Comparator.comparingLong(Slow::latency).reversed())
                .limit(most)
                .toList();
    }

    /** One request, all in nanoseconds. */
    record Slow(long due, long latency, long late) {}

    /** A stretch of the run. */
    record Window(long fromNanos, long toNanos) {
        boolean holds(long nanos) {
            return nanos >= fromNanos && nanos < toNanos;
        }
    }
}
