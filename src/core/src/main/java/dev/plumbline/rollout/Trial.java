package dev.plumbline.rollout;

import java.time.Instant;

/**
 * How far a canary or a shadow is.
 *
 * @param step index into the steps; 0 for a shadow
 * @param since when the step began
 * @param tally of this step
 * @param promoted somebody does not want to wait for the rest
 */
public record Trial(int step, Instant since, Tally tally, boolean promoted) {

    static Trial begun(Instant now) {
        return at(0, now);
    }

    static Trial at(int step, Instant now) {
        return new Trial(step, now, Tally.beginning(now), false);
    }

    Trial measured(Tally next) {
        return new Trial(step, since, next, promoted);
    }

    Trial promotedNow() {
        return new Trial(step, since, tally, true);
    }
}
