package dev.plumbline.rollout;

import java.time.Duration;
import java.time.Instant;

/** Where a rollout stands. Derived anew at every look; nothing is remembered here. */
public sealed interface RolloutState {

    /** The word in {@code status.phase}. */
    default String phase() {
        return getClass().getSimpleName();
    }

    /** Nothing is asked of a Pod yet, and why. */
    record Pending(String reason, String message) implements RolloutState {}

    /**
     * A Job looks at the artifact; no Pod knows of it yet.
     *
     * @param trouble why its latest try failed, or empty
     * @param waits why nothing looks at it at the moment, or empty
     */
    record Verifying(String trouble, String waits) implements RolloutState {

        public Verifying(String trouble) {
            this(trouble, "");
        }
    }

    record Loading(int loaded, int total) implements RolloutState {}

    record WarmingUp(int warm, int total) implements RolloutState {}

    /**
     * All Pods can switch; the commit point is the next thing that happens.
     *
     * @param rest that is left until then
     */
    record ReadyToSwitch(int total, Duration rest) implements RolloutState {

        public ReadyToSwitch(int total) {
            this(total, Duration.ZERO);
        }
    }

    /**
     * The target answers a share of the requests, or scores copies of them.
     *
     * @param step from 0
     * @param holding the latest measurement had nothing to measure
     */
    record Progressing(Strategy.Kind kind, int weight, int step, int steps, boolean holding) implements RolloutState {}

    /** Committed; some Pod has not reported the new epoch yet. */
    record Switching(long epoch, int switched, int total) implements RolloutState {}

    /** Switched, and taken back if the Pods report errors before this instant. */
    record Watching(Instant until) implements RolloutState {}

    record Succeeded() implements RolloutState {}

    /** The model before is prepared and switched to. */
    record RollingBack(Rejection why) implements RolloutState {}

    record RolledBack(Rejection why) implements RolloutState {}

    /** The wanted model was given up; whatever was active goes on. */
    record Failed(Rejection why) implements RolloutState {}

    record Paused(RolloutState at) implements RolloutState {}

    /** True while the next look should come soon. */
    default boolean isProgressing() {
        return switch (this) {
            case Succeeded s -> false;
            case RolledBack r -> false;
            case Failed f -> false;
            case Paused p -> false;
            case Pending p -> true;
            case Watching w -> false;
            case Verifying v -> true;
            case Loading l -> true;
            case WarmingUp w -> true;
            case ReadyToSwitch r -> true;
            case Progressing p -> true;
            case Switching s -> true;
            case RollingBack r -> true;
        };
    }
}
