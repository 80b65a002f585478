package dev.plumbline.bench.swap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Quantiles of durations, in nanoseconds, and how they are printed: in milliseconds. */
record Figures(long[] sorted) {

    /** All windows as one: a quantile of them together, not a mean of quantiles. */
    static Figures of(List<Samples.Window> windows, Function<Samples.Window, long[]> values) {
        long[] all = windows.stream()
                .flatMapToLong(window -> Arrays.stream(values.apply(window)))
                .toArray();
        Arrays.sort(all);
        return new Figures(all);
    }

    int count() {
        return sorted.length;
    }

    long at(double quantile) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
    }

    long longest() {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    void print(String what) {
        say(
                "%-28s %7d answers: p50 %.2f ms, p99 %.2f, p99.9 %.2f, longest %.2f",
                what,
                sorted.length,
                milliseconds(at(0.5)),
                milliseconds(at(0.99)),
                milliseconds(at(0.999)),
                milliseconds(longest()));
    }

    static double milliseconds(long nanos) {
        return nanos / 1e6;
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
