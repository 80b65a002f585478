package dev.plumbline.status;

import dev.plumbline.plan.Labels;
import dev.plumbline.status.PodState.Cause;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One Pod of a platform.
 *
 * @param component the value of {@code app.kubernetes.io/component}
 * @param command the command line that it runs with
 * @param settings the digest of the settings that it was started with, empty when it bears none
 * @param outdated whether it was made from an older template than its StatefulSet now has
 */
public record PodFacts(
        String name, String component, PodState state, List<String> command, String settings, boolean outdated) {
    /** {@code kill -9}, which is what the kernel does at the limit. */
    private static final int KILLED = 137;

    /** What the JVM ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JVM_OUT_OF_MEMORY = 3;

    private static final String PULL_FAILED = "ErrImagePull";
    private static final String PULL_WAITS = "ImagePullBackOff";
    private static final Set<String> IMAGE_REASONS =
            Set.of(PULL_FAILED, PULL_WAITS, "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> CREATE_REASONS =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    public PodFacts {
        command = List.copyOf(command);
    }

    /**
     * @param pod as the API server has it
     * @param revision the StatefulSet's update revision; empty when it is not known, which counts as current
     */
    public static PodFacts of(Pod pod, String revision) {
        String runs = pod.getMetadata().getLabels().getOrDefault("controller-revision-hash", "");
        List<String> command = pod.getSpec().getContainers().stream()
                .findFirst()
                .map(Container::getCommand)
                .orElse(List.of());
        return new PodFacts(
                pod.getMetadata().getName(),
                pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, ""),
                state(pod),
                command,
                Optional.ofNullable(pod.getMetadata().getAnnotations())
                        .map(each -> each.get(Labels.SETTINGS_DIGEST))
                        .orElse(""),
                !revision.isEmpty() && !runs.isEmpty() && !revision.equals(runs));
    }

    boolean ready() {
        return state instanceof PodState.Running(boolean ready) && ready;
    }

    boolean running() {
        return state instanceof PodState.Running;
    }

    static PodState state(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return new PodState.Leaving();
        }
        if (pod.getStatus() == null) {
            return new PodState.Starting();
        }
        return unschedulable(pod)
                .or(() -> pod.getStatus().getContainerStatuses().stream()
                        .findFirst()
                        .map(PodFacts::state))
                .orElse(new PodState.Starting());
    }

    private static Optional<PodState> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(each -> "PodScheduled".equals(each.getType()) && "False".equals(each.getStatus()))
                .findFirst()
                .map(PodCondition::getMessage)
                .map(PodState.Unschedulable::new);
    }

    private static PodState state(ContainerStatus container) {
        ContainerState now = container.getState();
        if (now == null) {
            return new PodState.Starting();
        }
        if (now.getRunning() != null) {
            return new PodState.Running(Boolean.TRUE.equals(container.getReady()));
        }
        if (now.getTerminated() != null) {
            return ended(now.getTerminated());
        }
        ContainerStateWaiting waiting = now.getWaiting();
        String reason = waiting == null || waiting.getReason() == null ? "" : waiting.getReason();
        if (IMAGE_REASONS.contains(reason)) {
            // A kubelet changes from one word to the other with every try; a status is to stand still meanwhile.
            return new PodState.ImageMissing(container.getImage(), reason.equals(PULL_FAILED) ? PULL_WAITS : reason);
        }
        if (CREATE_REASONS.contains(reason)) {
            return new PodState.NotCreatable(reason, waiting.getMessage() == null ? "" : waiting.getMessage());
        }
        // Waiting after an end means that the kubelet holds the next start back.
        return Optional.ofNullable(container.getLastState())
                .map(ContainerState::getTerminated)
                .map(PodFacts::ended)
                .orElse(new PodState.Starting());
    }

    static PodState ended(ContainerStateTerminated end) {
        int code = end.getExitCode() == null ? -1 : end.getExitCode();
        // The kernel may kill a child of the container's process: the reason then says it and the code does not.
        boolean killed = "OOMKilled".equals(end.getReason()) || code == KILLED;
        Cause cause = killed ? Cause.NATIVE_MEMORY : code == JVM_OUT_OF_MEMORY ? Cause.HEAP : Cause.OTHER;
        return new PodState.Ended(code, cause);
    }
}
