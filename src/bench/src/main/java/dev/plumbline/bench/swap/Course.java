package dev.plumbline.bench.swap;

import static dev.plumbline.bench.swap.Figures.milliseconds;
import static dev.plumbline.bench.swap.Figures.say;

import dev.plumbline.bench.swap.Samples.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What happened when in a run: switches, and stretches without one between them, so that a drift shows in both. */
final class Course {

    static final long BEFORE = TimeUnit.SECONDS.toNanos(1);
    static final long AFTER = TimeUnit.SECONDS.toNanos(5);

    /** After every so many switches as many control windows: as much time without a switch as around one, for a maximum. */
    private static final int BLOCK = 2;

    /** After a switch, until the operator has read what came of it: from then on nothing of it is under way. */
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(4);

    /** What was asked within a window is to be answered before the generator sums up and collects its own garbage. */
    private static final long UNDER_WAY = TimeUnit.MILLISECONDS.toNanos(300);

    private final OpenLoop load;
    private final Samples samples;
    private final int count;
    private final List<Window> control = new ArrayList<>();
    private final List<Window> swaps = new ArrayList<>();
    private final List<Window> preparations = new ArrayList<>();
    private final List<Window> kills = new ArrayList<>();

    /** @param count switches of the whole run */
    Course(OpenLoop load, Samples samples, int count) {
        this.load = load;
        this.samples = samples;
        this.count = count;
    }

    /** @param number of the switch that comes next */
    void control(int number) throws InterruptedException {
        int due = Math.min(count, (number - 1 + BLOCK) / BLOCK * BLOCK);
        if (control.size() >= due) {
            return;
        }
        until(load.now() + SETTLE);
        while (control.size() < due) {
            long from = load.now();
            until(from + BEFORE + AFTER);
            control.add(new Window(from, from + BEFORE + AFTER));
        }
    }

    /**
     * Waits until the seconds after the switch are over.
     *
     * @param wall the first instant at which a Pod changed its model
     * @param milliseconds until the last one did
     */
    void swapped(int number, long asked, Instant wall, long milliseconds, String what) throws InterruptedException {
        long at = load.nanosOf(wall.toEpochMilli());
        long end = at + TimeUnit.MILLISECONDS.toNanos(milliseconds) + AFTER;
        until(end + UNDER_WAY);
        var window = new Window(at - BEFORE, end);
        swaps.add(window);
        preparations.add(new Window(asked, at - BEFORE));
        say(
                "%4d  %s, asked %.1f s before, flips within %d ms, %d answers, slowest %s%s",
                number,
                wall.truncatedTo(ChronoUnit.MILLIS),
                (at - asked) / 1e9,
                milliseconds,
                samples.latencies(window).length,
                samples.slowest(window, 4).stream()
                        .map(slow -> "%.1f ms (sent %.1f late) at %+.0f"
                                .formatted(
                                        milliseconds(slow.latency()),
                                        milliseconds(slow.late()),
                                        milliseconds(slow.due() - at)))
                        .collect(Collectors.joining(", ")),
                what);
        tidy();
    }

    /** Between two stretches that are looked at: the generator's own collections must not show as the server's latency. */
    private static void tidy() throws InterruptedException {
        System.gc();
        TimeUnit.MILLISECONDS.sleep(100);
    }

    /** A stretch in which a Pod ended. */
    void lost(Window kill) {
        kills.add(kill);
    }

    Windows windows() {
        return new Windows(control, swaps, preparations, kills);
    }

    private void until(long instant) throws InterruptedException {
        for (long wait = instant - load.now(); wait > 0; wait = instant - load.now()) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
