package dev.plumbline.scorer.cache;

/**
 * Whether to renew an entry before it ends: the nearer the end and the dearer the row, the likelier (XFetch, Vattani et
 * al., VLDB 2015, with beta 1). Callers thus do not all find it gone at one instant.
 */
final class EarlyExpiry {

    /**
     * For cheaper rows the window before the end would be shorter than the clock can tell; there, one scoring for all
     * callers is enough.
     */
    private static final long WORTH_IT_NANOS = 1_000_000;

    private EarlyExpiry() {}

    /** @param uniform from (0, 1) */
    static boolean isDue(Entry entry, long nowMillis, double uniform) {
        if (entry.costNanos() < WORTH_IT_NANOS) {
            return false;
        }
        double ahead = entry.costNanos() / 1e6 * -Math.log(uniform);
        return nowMillis + ahead >= entry.expiresAtMillis();
    }
}
