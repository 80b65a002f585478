package dev.plumbline.rollout;

import java.time.Duration;
import java.util.List;

/**
 * How a warm target becomes the active model.
 *
 * @param steps of a canary, in rising order; empty otherwise
 */
public record Strategy(Kind kind, List<Stage> steps, Analysis analysis) {

    /** What a step holds where the spec does not say. */
    public static final Duration HOLD = Duration.ofSeconds(300);

    public Strategy {
        steps = List.copyOf(steps);
    }

    public enum Kind {
        /** At once, when every Pod is warm. */
        HOT_SWAP,
        /** It answers a rising share of the requests first. */
        CANARY,
        /** It scores copies of the requests, and is switched to only when somebody promotes it. */
        SHADOW,
        /** It gets Pods of its own, and clients are sent there once all of them serve. */
        BLUE_GREEN;

        /** Both models are in every Pod for a while. */
        boolean isTrial() {
            return this == CANARY || this == SHADOW;
        }
    }

    /** @param weight percent of the requests that the target answers */
    public record Stage(int weight, Duration hold) {}

    public static Strategy hotSwap() {
        return new Strategy(Kind.HOT_SWAP, List.of(), Analysis.none());
    }
}
