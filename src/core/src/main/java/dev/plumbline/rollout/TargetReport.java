package dev.plumbline.rollout;

import java.util.OptionalDouble;

/**
 * What a Pod says about the model that it prepares.
 *
 * @param reason CamelCase when {@link TargetState#REFUSED}, else empty
 * @param warmupP99Milliseconds present once warm
 */
public record TargetReport(
        ServedModel model, TargetState state, String reason, String message, OptionalDouble warmupP99Milliseconds) {

    public boolean isWarm() {
        return state == TargetState.WARM;
    }

    public boolean isLoaded() {
        return state == TargetState.LOADED || state == TargetState.WARM;
    }

    public boolean isRefused() {
        return state == TargetState.REFUSED;
    }
}
