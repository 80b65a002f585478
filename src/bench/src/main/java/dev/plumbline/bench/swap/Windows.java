package dev.plumbline.bench.swap;

import dev.plumbline.bench.swap.Samples.Window;
import java.util.List;

/**
 * The stretches of a run that are looked at.
 *
 * @param control without a switch, each as long as one of {@code swaps}
 * @param swaps from a second before each switch to five seconds after it
 * @param preparations from the wish for another model until a second before the switch
 * @param kills in which a Pod was killed: its connections end, and are counted apart
 */
record Windows(List<Window> control, List<Window> swaps, List<Window> preparations, List<Window> kills) {

    /** Whether a request of this instant may have been under way in a Pod that was killed. */
    boolean losesAPodAt(long due) {
        return kills.stream().anyMatch(kill -> kill.holds(due));
    }

    /** Swaps during which no Pod was lost; the operator may have been. */
    List<Window> calmSwaps() {
        return swaps.stream().filter(swap -> !losesAPod(swap)).toList();
    }

    List<Window> swapsWithAKilledPod() {
        return swaps.stream().filter(this::losesAPod).toList();
    }

    private boolean losesAPod(Window swap) {
        return kills.stream().anyMatch(kill -> kill.fromNanos() < swap.toNanos() && swap.fromNanos() < kill.toNanos());
    }
}
