package dev.plumbline.scorer.limits;

/**
 * Decides where a request is scored: on the event loop that read it, which saves two changes of thread, or on the
 * bounded executor, which keeps the event loop free. An event loop that scores answers nobody else meanwhile, so the
 * whole request must be sure to cost less than the bound.
 */
public final class Placement {

    /** The setting. */
    public enum Mode {
        /** By the measured cost of the version and the size of the request. */
        AUTO,
        /** Always on the executor. */
        ALWAYS,
        /** Never on the executor, for models that are known to be cheap. */
        NEVER
    }

    private final Mode mode;
    private final long maxNanos;
    private final int maxBodyBytes;

    /** @param maxMicroseconds what one request may cost an event loop */
    public Placement(Mode mode, int maxMicroseconds, int maxBodyBytes) {
        this.mode = mode;
        this.maxNanos = maxMicroseconds * 1000L;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * @param rows counts the rows of the body at most; asked only when the size alone does not decide
     * @return true for the event loop
     */
    public boolean inline(Cost cost, byte[] body, RowBound rows) {
        return switch (mode) {
            case ALWAYS -> false;
            case NEVER -> true;
            case AUTO -> fits(cost.rowNanos(), body, rows);
        };
    }

    private boolean fits(long rowNanos, byte[] body, RowBound bound) {
        if (rowNanos > maxNanos || body.length > maxBodyBytes) {
            return false;
        }
        long rows = maxNanos / Math.max(1, rowNanos);
        // A row takes two bytes at least.
        return body.length / 2 <= rows || bound.atMost(body) <= rows;
    }
}
