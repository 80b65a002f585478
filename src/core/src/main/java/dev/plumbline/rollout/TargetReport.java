package dev.plumbline.rollout;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a Pod says about the model that it prepares.
 *
 * @param reason CamelCase when {@link TargetState#REFUSED}; while {@link TargetState#LOADING} once more, why the
 *     try before came to nothing; else empty
 * @param warmupP99Milliseconds present once warm
 * @param warmMilliseconds for which it has been warm; absent before, and from Pods that do not tell
 */
public record TargetReport(
        ServedModel model,
        TargetState state,
        String reason,
        String message,
        OptionalDouble warmupP99Milliseconds,
        OptionalLong warmMilliseconds) {

    /** Of a Pod that does not tell since when it is warm. */
    public TargetReport(
            ServedModel model, TargetState state, String reason, String message, OptionalDouble warmupP99Milliseconds) {
        this(model, state, reason, message, warmupP99Milliseconds, OptionalLong.empty());
    }

    public boolean isWarm() {
        return state == TargetState.WARM;
    }

    public boolean isLoaded() {
        return state == TargetState.LOADED || state == TargetState.WARM;
    }

    /** For good: what the Pod could not fetch it asks for again by itself. */
    public boolean isRefused() {
        return state == TargetState.REFUSED && trouble().isEmpty();
    }

    /**
     * Why it is not fetched yet. That is about the Pod, its token, its network and the store at that instant, and
     * says nothing of the model.
     */
    Optional<String> trouble() {
        return !isLoaded() && reason.equals(Rejection.FETCH_FAILED) ? Optional.of(message) : Optional.empty();
    }
}
