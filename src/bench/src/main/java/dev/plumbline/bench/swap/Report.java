package dev.plumbline.bench.swap;

import dev.plumbline.bench.swap.Samples.End;
import dev.plumbline.bench.swap.Samples.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of a run, and whether they hold. */
final class Report {

    /** What the longest answer around a switch may take more than the longest one without a switch. */
    private static final double MOST_ADDED_MILLISECONDS = 20;

    private static final double MOST_P999_RATIO = 1.2;

    private final Samples samples;
    private final List<Window> control;
    private final List<Window> swaps;
    private final List<Window> kills;

    /**
     * @param control stretches without a switch, each as long as one of {@code swaps}
     * @param swaps from a second before each switch to five seconds after it
     * @param kills stretches in which a Pod was killed: its connections end, and are counted apart
     */
    Report(Samples samples, List<Window> control, List<Window> swaps, List<Window> kills) {
        this.samples = samples;
        this.control = control;
        this.swaps = swaps;
        this.kills = kills;
    }

    /** Prints the figures and answers whether all bars are cleared. */
    boolean print() {
        long[] steady = pooled(control);
        long[] switching = pooled(swaps.stream().filter(this::calm).toList());
        int right = count(End.RIGHT);
        int status = count(End.STATUS);
        int wrong = count(End.WRONG);
        int lostToKills = 0;
        int lost = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (samples.end(i) == End.CONNECTION) {
                long due = samples.due(i);
                if (kills.stream().anyMatch(window -> window.holds(due))) {
                    lostToKills++;
                } else {
                    lost++;
                }
            }
        }
        say(
                "requests %d: right %d, other status %d, wrong prediction %d, connection lost %d (with a killed Pod %d)",
                samples.size(), right, status, wrong, lost, lostToKills);
        row("no switch", steady);
        row("around a switch", switching);
        List<Boolean> held = new ArrayList<>();
        held.add(bar("no failed request", status + lost == 0, "%d", status + lost));
        held.add(bar("every answer is that of the model it names", wrong == 0, "%d wrong", wrong));
        double added = milliseconds(last(switching) - last(steady));
        held.add(bar("longest answer at most 20 ms above control", added <= MOST_ADDED_MILLISECONDS, "%.1f ms", added));
        double ratio = (double) at(switching, 0.999) / at(steady, 0.999);
        held.add(bar("p99.9 at most 1.2 x steady", ratio <= MOST_P999_RATIO, "%.2f", ratio));
        return !held.contains(false);
    }

    private boolean calm(Window swap) {
        return kills.stream().noneMatch(kill -> kill.fromNanos() < swap.toNanos() && swap.fromNanos() < kill.toNanos());
    }

    private long[] pooled(List<Window> windows) {
        long[] all = windows.stream()
                .flatMapToLong(window -> Arrays.stream(samples.latencies(window)))
                .toArray();
        Arrays.sort(all);
        return all;
    }

    private int count(End end) {
        int count = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (samples.end(i) == end) {
                count++;
            }
        }
        return count;
    }

    private static void row(String what, long[] sorted) {
        say(
                "%-16s %7d answers: p50 %.2f ms, p99 %.2f, p99.9 %.2f, longest %.2f",
                what,
                sorted.length,
                milliseconds(at(sorted, 0.5)),
                milliseconds(at(sorted, 0.99)),
                milliseconds(at(sorted, 0.999)),
                milliseconds(last(sorted)));
    }

    private static boolean bar(String what, boolean holds, String figure, Object value) {
        say("%s  %s: " + figure, holds ? "PASS" : "FAIL", what, value);
        return holds;
    }

    private static long at(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
    }

    private static long last(long[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    static double milliseconds(long nanos) {
        return nanos / 1e6;
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
