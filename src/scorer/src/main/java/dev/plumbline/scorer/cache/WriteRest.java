package dev.plumbline.scorer.cache;

/** Pauses the writes for a second after five failures in a row. */
final class WriteRest {

    private static final int FAILURES = 5;
    private static final long REST_NANOS = 1_000_000_000L;

    private int inARow;
    private volatile boolean resting;
    private volatile long since;

    boolean isResting() {
        if (resting && System.nanoTime() - since > REST_NANOS) {
            resting = false;
        }
        return resting;
    }

    synchronized void succeeded() {
        inARow = 0;
    }

    /** @return whether a rest begins with this failure */
    synchronized boolean failed() {
        if (++inARow < FAILURES) {
            return false;
        }
        inARow = 0;
        since = System.nanoTime();
        resting = true;
        return true;
    }
}
