package dev.plumbline.status;

import java.util.Optional;

/**
 * One thing that is wrong, in words that a user can act on.
 *
 * @param rank smaller is told first: a cause stands before its consequences
 * @param message one sentence or two, each with its full stop
 */
public record Trouble(int rank, String reason, String message) {

    /** Of what others wrote; a scheduler has a word for every node. */
    private static final int LONGEST = 300;

    /** Each try makes another one, and a status is to stand still meanwhile. */
    private static final String CONTAINER_ID = "\\b[0-9a-f]{32,}\\b";

    /** What keeps a Pod from running; empty while nothing is wrong with it. */
    static Optional<Trouble> of(String pod, PodState state) {
        return Optional.ofNullable(
                switch (state) {
                    case PodState.ImageMissing(String image, String reason) ->
                        new Trouble(
                                1, "ImageCannotBePulled", "%s waits for image %s (%s).".formatted(pod, image, reason));
                    case PodState.NotCreatable(String reason, String message) ->
                        new Trouble(
                                2,
                                "ContainerNotCreated",
                                "%s cannot be made (%s): %s.".formatted(pod, reason, trimmed(message)));
                    case PodState.Ended ended -> ended(pod, ended);
                    case PodState.Unschedulable(String message) ->
                        new Trouble(5, "Unschedulable", "No node takes %s: %s.".formatted(pod, trimmed(message)));
                    case PodState.Running running -> null;
                    case PodState.Starting starting -> null;
                    case PodState.Leaving leaving -> null;
                });
    }

    private static Trouble ended(String pod, PodState.Ended ended) {
        return switch (ended.cause()) {
            case NATIVE_MEMORY ->
                new Trouble(
                        3,
                        "NativeMemoryExhausted",
                        ("%s was killed at its memory limit (137): memory outside the heap ran out. Raise the memory or"
                                        + " lower the heap's share.")
                                .formatted(pod));
            case HEAP ->
                new Trouble(
                        3,
                        "HeapExhausted",
                        "The JVM of %s ended itself (3): its heap ran out. Raise the memory or load less."
                                .formatted(pod));
            case OTHER -> new Trouble(4, "CrashLooping", "%s ends with exit code %d.".formatted(pod, ended.exitCode()));
        };
    }

    private static String trimmed(String message) {
        if (message == null || message.isBlank()) {
            return "no reason given";
        }
        String text = message.strip()
                .replaceAll("\\s+", " ")
                .replaceAll(CONTAINER_ID, "…")
                .replaceAll("\\.$", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
