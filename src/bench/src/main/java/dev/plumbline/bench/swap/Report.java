package dev.plumbline.bench.swap;

import static dev.plumbline.bench.swap.Figures.milliseconds;
import static dev.plumbline.bench.swap.Figures.say;

import dev.plumbline.bench.swap.Samples.End;
import dev.plumbline.bench.swap.Samples.Window;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run, and whether they hold. */
final class Report {

    /** What the longest answer around a switch may take more than the longest one without a switch. */
    private static final double MOST_ADDED_MILLISECONDS = 20;

    private static final double MOST_P999_RATIO = 1.2;

    /** Of the processors' time of a window: 60 ms of six seconds on two processors. */
    private static final double HARDLY_ANY = 0.005;

    private final Samples samples;
    private final Windows windows;
    private final Stolen stolen;

    Report(Samples samples, Windows windows, Stolen stolen) {
        this.samples = samples;
        this.windows = windows;
        this.stolen = stolen;
    }

    /** Prints the figures and answers whether all bars are cleared. */
    boolean print() {
        int status = count(End.STATUS);
        int wrong = count(End.WRONG);
        int cut = count(End.CUT);
        int withPod = cutWithAPod();
        int refused = count(End.REFUSED);
        say(
                "requests %d: right %d, other status %d, wrong prediction %d, connection refused %d,"
                        + " cut off %d (%d of them in flight in a killed Pod)",
                samples.size(), count(End.RIGHT), status, wrong, refused, cut, withPod);
        Figures steady = Figures.of(windows.control(), samples::latencies);
        Figures switching = Figures.of(windows.calmSwaps(), samples::latencies);
        steady.print("no switch");
        switching.print("around a switch");
        Figures.of(windows.swapsWithAKilledPod(), samples::latencies).print("  that lost a Pod");
        Figures.of(windows.preparations(), samples::latencies).print("from the wish to the switch");
        Figures.of(windows.control(), samples::lateness).print("sent late, no switch");
        Figures.of(windows.calmSwaps(), samples::lateness).print("sent late, around a switch");
        taken("no switch", windows.control());
        taken("around a switch", windows.calmSwaps());
        typical();
        undisturbed("  no switch", windows.control());
        undisturbed("  around a switch", windows.calmSwaps());
        List<Boolean> held = new ArrayList<>();
        int failed = status + refused + cut - withPod;
        held.add(bar("no failed request", failed == 0, "%d", failed));
        held.add(bar("every answer is that of the model it names", wrong == 0, "%d wrong", wrong));
        double added = milliseconds(switching.longest() - steady.longest());
        held.add(bar("longest answer at most 20 ms above control", added <= MOST_ADDED_MILLISECONDS, "%.1f ms", added));
        double ratio = (double) switching.at(0.999) / steady.at(0.999);
        held.add(bar("p99.9 at most 1.2 x steady", ratio <= MOST_P999_RATIO, "%.2f", ratio));
        return !held.contains(false);
    }

    private void taken(String what, List<Window> stretches) {
        stolen.share(stretches)
                .ifPresent(share -> say("taken by the host of this machine, %s: %.1f %%", what, 100 * share));
    }

    /**
     * No bar, but a second look: the longest of a long run is that of its worst second. In the window in the middle
     * nothing stood still by chance.
     */
    private void typical() {
        say(
                "the window in the middle: p99.9 %.2f ms and longest %.2f without a switch, %.2f and %.2f around one",
                middle(windows.control(), 0.999),
                middle(windows.control(), 1),
                middle(windows.calmSwaps(), 0.999),
                middle(windows.calmSwaps(), 1));
    }

    /** No bar either: the windows of which the host took hardly anything, whatever the answers in them were. */
    private void undisturbed(String what, List<Window> stretches) {
        List<Window> left = stretches.stream()
                .filter(window -> stolen.share(List.of(window)).orElse(1) < HARDLY_ANY)
                .toList();
        say("%d of %d windows with less than 0.5 %% taken by the host:", left.size(), stretches.size());
        Figures.of(left, samples::latencies).print(what);
    }

    /** The median over windows of one quantile of each, in milliseconds. */
    private double middle(List<Window> stretches, double quantile) {
        long[] each = stretches.stream()
                .mapToLong(window -> new Figures(samples.latencies(window)).at(quantile))
                .sorted()
                .toArray();
        return milliseconds(new Figures(each).at(0.5));
    }

    private int count(End end) {
        int count = 0;
        for (int i = 0; i < samples.size(); i++) {
            count += samples.end(i) == end ? 1 : 0;
        }
        return count;
    }

    /** Every connection can lose the one request that is under way on it, and only while a Pod ends. */
    private int cutWithAPod() {
        int count = 0;
        for (int i = 0; i < samples.size(); i++) {
            count += samples.end(i) == End.CUT && windows.losesAPodAt(samples.due(i)) ? 1 : 0;
        }
        return count;
    }

    private static boolean bar(String what, boolean holds, String figure, Object value) {
        say("%s  %s: " + figure, holds ? "PASS" : "FAIL", what, value);
        return holds;
    }
}
