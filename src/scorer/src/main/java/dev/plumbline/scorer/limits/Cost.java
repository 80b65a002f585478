package dev.plumbline.scorer.limits;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What a row of one model version costs, as processor time of the thread that scores: a clock on the wall would count
 * the moments in which another thread had the processor, and call a cheap model dear on a busy machine. Two windows of
 * samples take turns, so that a change shows within some thousand requests.
 */
public final class Cost {

    /** Before so many samples nothing is said: the first runs are interpreted code. */
    static final int ENOUGH = 64;

    /** One request in so many is measured once there are enough: two readings of the clock cost about half a microsecond. */
    private static final int EVERY = 16;

    private static final int WINDOW = 1024;
    /** Classes of an eighth of an octave, from 64 ns to over an hour. */
    private static final int PER_OCTAVE = 8;

    private static final int CLASSES = PER_OCTAVE * 36;
    private static final double MOST = 0.99;
    private static final double NEARLY_ALL = 0.999;

    /**
     * How much dearer the dearest row in a thousand may be. On a virtual machine one sample in some hundreds holds an
     * interrupt or a moment in which the host ran something else, which says nothing about the model.
     */
    private static final int OUTLIER = 16;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final boolean MEASURES = CLOCK.isCurrentThreadCpuTimeSupported();

    private final AtomicIntegerArray[] windows = {new AtomicIntegerArray(CLASSES), new AtomicIntegerArray(CLASSES)};
    private final AtomicInteger samples = new AtomicInteger();
    private volatile long rowNanos = Long.MAX_VALUE;
    // Races lose a count and nothing else.
    private int sinceSample;

    /** Processor time of this thread in nanoseconds. */
    public static long clock() {
        return MEASURES ? CLOCK.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Whether the next request should be measured. */
    public boolean due() {
        if (rowNanos == Long.MAX_VALUE || ++sinceSample >= EVERY) {
            sinceSample = 0;
            return true;
        }
        return false;
    }

    /** A request without rows says nothing of what a row costs. */
    public void record(long nanos, int rows) {
        if (rows == 0) {
            return;
        }
        int sample = samples.getAndIncrement();
        AtomicIntegerArray window = windows[sample / WINDOW & 1];
        if (sample % WINDOW == 0 && sample > 0) {
            for (int i = 0; i < CLASSES; i++) {
                window.set(i, 0);
            }
        }
        window.incrementAndGet(classOf(nanos / rows));
        if (sample >= ENOUGH - 1 && sample % 16 == 15) {
            rowNanos = Math.max(percentile(MOST), percentile(NEARLY_ALL) / OUTLIER);
        }
    }

    /**
     * What a row costs in nanoseconds: the 99th percentile, or a sixteenth of the 99.9th where that is more;
     * {@link Long#MAX_VALUE} while it is not known.
     */
    public long rowNanos() {
        return rowNanos;
    }

    private long percentile(double share) {
        long all = 0;
        for (int i = 0; i < CLASSES; i++) {
            all += count(i);
        }
        long above = (long) Math.floor(all * (1 - share));
        for (int i = CLASSES - 1; i >= 0; i--) {
            above -= count(i);
            if (above < 0) {
                return upper(i);
            }
        }
        return 0;
    }

    private int count(int index) {
        return windows[0].get(index) + windows[1].get(index);
    }

    private static int classOf(long nanos) {
        long units = Math.max(1, nanos >> 6);
        int octave = 63 - Long.numberOfLeadingZeros(units);
        long within = ((units - (1L << octave)) * PER_OCTAVE) >> octave;
        return (int) Math.min(CLASSES - 1L, octave * PER_OCTAVE + within);
    }

    private static long upper(int index) {
        return (long) ((64L << (index / PER_OCTAVE)) * (1 + (index % PER_OCTAVE + 1) / (double) PER_OCTAVE));
    }
}
