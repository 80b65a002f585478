package dev.plumbline.scorer.cache;

/**
 * A remembered prediction.
 *
 * @param prediction one value per output column; shared between threads, never changed
 * @param costNanos what scoring it took
 */
record Entry(double[] prediction, long expiresAtMillis, long costNanos) {}
