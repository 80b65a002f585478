package dev.plumbline.rollout;

import java.time.Instant;

/**
 * The measurements so far.
 *
 * @param measuredAt the latest, or the beginning
 * @param outcome of the latest
 */
public record Tally(Instant measuredAt, int failures, Outcome outcome) {

    /** Of one measurement. */
    public enum Outcome {
        NONE,
        PASSED,
        FAILED,
        /** There was nothing to measure, and that decides nothing. */
        NO_DATA
    }

    static Tally beginning(Instant now) {
        return new Tally(now, 0, Outcome.NONE);
    }

    Tally with(Outcome next, Instant now) {
        return new Tally(now, failures + (next == Outcome.FAILED ? 1 : 0), next);
    }
}
