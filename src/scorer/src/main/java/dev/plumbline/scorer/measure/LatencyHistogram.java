package dev.plumbline.scorer.measure;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Counts durations in classes that are 1/16 of an octave wide, from 1 microsecond to over a minute: 4 % error. */
final class LatencyHistogram {

    private static final int PER_OCTAVE = 16;
    private static final int OCTAVES = 27;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(PER_OCTAVE * OCTAVES);

    void record(long nanos) {
        counts.incrementAndGet(index(nanos));
    }

    void addTo(long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts.get(i);
        }
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    static long[] sums() {
        return new long[PER_OCTAVE * OCTAVES];
    }

    /** Upper end of the class that holds the percentile, in milliseconds; 0 without any count. */
    static double percentile(long[] sums, double share) {
        long all = 0;
        for (long count : sums) {
            all += count;
        }
        long rank = (long) Math.ceil(all * share);
        long below = 0;
        for (int i = 0; i < sums.length; i++) {
            below += sums[i];
            if (below >= rank && sums[i] > 0) {
                return upperMicros(i) / 1000;
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        long micros = Math.max(1, nanos / 1000);
        int octave = 63 - Long.numberOfLeadingZeros(micros);
        if (octave >= OCTAVES) {
            return PER_OCTAVE * OCTAVES - 1;
        }
        long within = ((micros - (1L << octave)) * PER_OCTAVE) >> octave;
        return octave * PER_OCTAVE + (int) within;
    }

    private static double upperMicros(int index) {
        double base = 1L << (index / PER_OCTAVE);
        return base * (1 + (index % PER_OCTAVE + 1) / (double) PER_OCTAVE);
    }
}
