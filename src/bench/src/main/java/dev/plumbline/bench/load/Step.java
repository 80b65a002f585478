package dev.plumbline.bench.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a stretch of load came to. Times in milliseconds, from the instant at which a request was due.
 *
 * @param perSecond asked for; what was reached where the load waits for its answers
 * @param answers with status 200
 * @param failures other statuses, wrong bodies, and connections that were refused, reset or cut off
 * @param gaveUp whether the server fell so far behind that the rest was not sent
 */
public record Step(
        double perSecond,
        int answers,
        int failures,
        boolean gaveUp,
        double p50,
        double p99,
        double p999,
        double longest) {

    /** @param nanos the latencies; sorted here */
    static Step of(double perSecond, long[] nanos, int failures, boolean gaveUp) {
        Arrays.sort(nanos);
        return new Step(
                perSecond,
                nanos.length,
                failures,
                gaveUp,
                at(nanos, 0.5),
                at(nanos, 0.99),
                at(nanos, 0.999),
                at(nanos, 1));
    }

    private static double at(long[] sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[Math.max(0, index)] / 1e6;
    }

    /** The same, with what failed in others that were taken for the same figure. */
    Step failing(int all) {
        return new Step(perSecond, answers, all, gaveUp, p50, p99, p999, longest);
    }

    /** Whether the server keeps up: every request answered, and all but one in a hundred within the bound. */
    public boolean holds(double p99Milliseconds) {
        return failures == 0 && !gaveUp && answers > 0 && p99 < p99Milliseconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%8.0f/s  %7d answers  %d failed%s  p50 %.2f ms  p99 %.2f  p99.9 %.2f  longest %.1f",
                perSecond,
                answers,
                failures,
                gaveUp ? ", given up" : "",
                p50,
                p99,
                p999,
                longest);
    }
}
