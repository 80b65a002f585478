package dev.plumbline.scorer.cache;

import java.util.OptionalDouble;

/** The share of hits among recent lookups; what is older counts less and less. */
final class HitRatio {

    /** Fewer would be an accident. */
    private static final int ENOUGH = 200;

    private static final int HALVED_AT = 8192;

    private long asked;
    private long found;

    synchronized void add(boolean hit) {
        asked++;
        if (hit) {
            found++;
        }
        if (asked == HALVED_AT) {
            asked /= 2;
            found /= 2;
        }
    }

    /** Empty while there are too few lookups. */
    synchronized OptionalDouble value() {
        return asked < ENOUGH ? OptionalDouble.empty() : OptionalDouble.of((double) found / asked);
    }
}
