package dev.plumbline.rollout;

import java.time.Instant;

/**
 * The measurements so far.
 *
 * @param measuredAt the latest, or the beginning
 * @param outcome of the latest
 * @param why it failed or had no data; else empty
 */
public record Tally(Instant measuredAt, int failures, Outcome outcome, String why) {

    /** The record lies in a ConfigMap and must stay small. */
    private static final int LONGEST = 256;

    public Tally {
        why = why.length() <= LONGEST ? why : why.substring(0, LONGEST);
    }

    public Tally(Instant measuredAt, int failures, Outcome outcome) {
        this(measuredAt, failures, outcome, "");
    }

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

    Tally with(Measurement.Result next, Instant now) {
        return new Tally(now, failures + (next.outcome() == Outcome.FAILED ? 1 : 0), next.outcome(), next.why());
    }
}
