package dev.plumbline.rollout;

import java.time.Instant;

/**
 * A model that will not be tried again until another request is made.
 *
 * @param request that asked for it, see {@link Wanted#request()}
 * @param reason CamelCase, as Pods report it, or one of the constants here
 * @param location the Pod that said so, or empty when the operator decided
 * @param served true when it had been active, so that the model before it is to come back
 */
public record Rejection(
        ModelVersion model,
        String request,
        String reason,
        String message,
        String location,
        Instant at,
        boolean served) {

    public static final String DEADLINE = "ProgressDeadlineExceeded";
    public static final String TOO_SLOW = "TooSlow";
    public static final String WATCH_FAILED = "WatchWindowFailed";

    public boolean stops(Wanted wanted) {
        return request.equals(wanted.request()) && model.sameAs(wanted.model());
    }
}
