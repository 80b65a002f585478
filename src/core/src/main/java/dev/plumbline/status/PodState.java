package dev.plumbline.status;

/** What one Pod is doing, as far as it matters to its platform. */
public sealed interface PodState {

    /** Its container runs. */
    record Running(boolean ready) implements PodState {}

    /** Nothing is wrong yet: scheduled, pulling, creating. */
    record Starting() implements PodState {}

    /** No node takes it. */
    record Unschedulable(String message) implements PodState {}

    /** The image does not come. */
    record ImageMissing(String image, String reason) implements PodState {}

    /** Its container cannot be made, for want of a Secret or ConfigMap for example; the kubelet's message names it. */
    record NotCreatable(String reason, String message) implements PodState {}

    /** Its container ended and is started again, or waits for that. */
    record Ended(int exitCode, Cause cause) implements PodState {}

    /** It is on its way out. */
    record Leaving() implements PodState {}

    /** Why a container ended. */
    enum Cause {
        /** The kernel killed it at its memory limit (137): memory outside the heap ran out. */
        NATIVE_MEMORY,
        /** The JVM gave up itself (3, of {@code -XX:+ExitOnOutOfMemoryError}): the heap ran out. */
        HEAP,
        OTHER
    }
}
