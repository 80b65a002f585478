package dev.plumbline.operator.rollout;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What of a Pod a round of its rollout depends on. The kubelet and the controllers write a Pod that ends five times and
 * more, and a round for each of them would fall into the moment of the switch.
 *
 * @param over whether it will do nothing more, by its phase or by its containers
 * @param ended how often each container was begun, and whether it has ended: what it left is read then
 */
record PodNews(boolean leaving, boolean over, String address, boolean ready, List<String> ended) {

    /** Phases after which a Pod does nothing more. */
    static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    static boolean differs(Pod now, Pod before) {
        return !of(now).equals(of(before));
    }

    private static PodNews of(Pod pod) {
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        return new PodNews(
                pod.getMetadata().getDeletionTimestamp() != null,
                status.filter(PodNews::isOver).isPresent(),
                status.map(PodStatus::getPodIP).orElse(""),
                Readiness.isPodReady(pod),
                status.map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                        .map(c -> c.getName() + " " + c.getRestartCount() + " " + hasEnded(c))
                        .toList());
    }

    /** The kubelet writes the phase a second after the last container's end: that is one piece of news. */
    private static boolean isOver(PodStatus status) {
        List<ContainerStatus> containers = status.getContainerStatuses();
        return ENDED.contains(Objects.requireNonNullElse(status.getPhase(), ""))
                || !containers.isEmpty() && containers.stream().allMatch(PodNews::hasEnded);
    }

    private static boolean hasEnded(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getTerminated)
                .isPresent();
    }
}
