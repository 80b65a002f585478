package dev.plumbline.rollout;

import java.time.Instant;
import java.util.Set;

/**
 * A model that will not be tried again until another request is made.
 *
 * @param request that asked for it, see {@link Wanted#request()}
 * @param reason CamelCase, as Pods report it, or one of the constants here
 * @param location the Pod that said so, or empty when the operator decided
 * @param served true when it had been active, so that the model before it is to come back
 * @param template digest of what the Pods were to be made from, when nothing but that was to change; else empty
 */
public record Rejection(
        ModelVersion model,
        String request,
        String reason,
        String message,
        String location,
        Instant at,
        boolean served,
        String template) {

    public static final String DEADLINE = "ProgressDeadlineExceeded";
    public static final String ANALYSIS_FAILED = "AnalysisFailed";
    public static final String FETCH_FAILED = "FetchFailed";
    public static final String NO_ROOM = "InsufficientHeapForSwap";
    public static final String TOO_SLOW = "TooSlow";
    public static final String WATCH_FAILED = "WatchWindowFailed";
    public static final String ABORTED = "Aborted";
    public static final String ROLLED_BACK = "RollbackRequested";

    private static final Set<String> BY_USER = Set.of(ABORTED, ROLLED_BACK);

    public Rejection(
            ModelVersion model,
            String request,
            String reason,
            String message,
            String location,
            Instant at,
            boolean served) {
        this(model, request, reason, message, location, at, served, "");
    }

    Rejection of(String changed) {
        return new Rejection(model, request, reason, message, location, at, served, changed);
    }

    /** With what stood in the way of the Pods, if it is that they were waited for in vain. */
    Rejection hinderedBy(String why) {
        return reason.equals(DEADLINE)
                ? new Rejection(
                        model, request, reason, Hindrances.because(message, why), location, at, served, template)
                : this;
    }

    /** What a user gave up is not begun again by another change of the spec, only by the verb for it. */
    public boolean stops(Wanted wanted) {
        return model.sameAs(wanted.model())
                && (template.isEmpty()
                        || wanted.pods()
                                .filter(p -> p.digest().equals(template))
                                .isPresent())
                && (byUser() || request.equals(wanted.request()));
    }

    public boolean byUser() {
        return BY_USER.contains(reason);
    }

    /** It was dealt with; only that it is not to be tried again still counts. */
    Rejection nowHistory() {
        return new Rejection(model, request, reason, message, location, at, false, template);
    }
}
