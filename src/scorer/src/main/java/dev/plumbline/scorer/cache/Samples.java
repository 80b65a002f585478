package dev.plumbline.scorer.cache;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** The last 64 durations; their median is not moved by a pause of the collector. */
final class Samples {

    private static final int KEPT = 64;
    private static final int ENOUGH = 8;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicInteger count = new AtomicInteger();

    void add(long duration) {
        nanos.set(Math.floorMod(count.getAndIncrement(), KEPT), duration);
    }

    boolean isEnough() {
        int seen = count.get();
        return seen < 0 || seen >= ENOUGH;
    }

    /** Empty while there are too few. */
    OptionalLong median() {
        int seen = count.get();
        // A count that has overflowed is long full.
        int held = seen < 0 ? KEPT : Math.min(seen, KEPT);
        if (held < ENOUGH) {
            return OptionalLong.empty();
        }
        long[] sorted = new long[held];
        for (int i = 0; i < held; i++) {
            sorted[i] = nanos.get(i);
        }
        Arrays.sort(sorted);
        return OptionalLong.of(sorted[held / 2]);
    }
}
