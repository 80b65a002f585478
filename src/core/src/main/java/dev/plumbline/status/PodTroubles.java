package dev.plumbline.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Why Pods do not come up, as far as the API server has been told. */
public final class PodTroubles {

    private static final String TRUE = "True";
    private static final String CREATION_FAILED = "FailedCreate";

    private PodTroubles() {}

    /** By the Pod's own status; empty while nothing is wrong, or where the status does not say it. */
    public static Optional<Trouble> of(Pod pod) {
        PodState state = PodFacts.state(pod);
        PodState told = state instanceof PodState.Running(boolean ready) && !ready
                ? again(pod).orElse(state)
                : state;
        return Trouble.of(pod.getMetadata().getName(), told);
    }

    /** Of a Pod whose status does not say it, by what Events do. */
    public static Optional<Trouble> of(Pod pod, List<Event> warnings) {
        return Warnings.unmounted(warnings)
                .flatMap(state -> Trouble.of(pod.getMetadata().getName(), state));
    }

    /** Of the Pods that a Deployment is to have and that nobody can see, since they are refused. */
    public static Optional<Trouble> of(Deployment deployment) {
        return Optional.ofNullable(deployment.getStatus()).flatMap(status -> status.getConditions().stream()
                .filter(c -> "ReplicaFailure".equals(c.getType()) && TRUE.equals(c.getStatus()))
                .filter(c -> CREATION_FAILED.equals(c.getReason()))
                .findFirst()
                .map(DeploymentCondition::getMessage)
                .map(message ->
                        uncreated(deployment, Refusals.told(message), "the Events of its ReplicaSet say more")));
    }

    /** Of a Job that should have a Pod for a while and has not; its status does not say why. */
    public static Optional<Trouble> uncreated(HasMetadata maker, List<Event> warnings) {
        List<Event> refused = warnings.stream()
                .filter(e -> CREATION_FAILED.equals(e.getReason()))
                .toList();
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(uncreated(maker, Warnings.refusal(refused), "its Events say more"));
    }

    private static Trouble uncreated(HasMetadata maker, String refusal, String otherwise) {
        return new Trouble(
                0,
                CREATION_FAILED,
                "No Pod can be made for %s %s: %s."
                        .formatted(
                                maker.getKind(),
                                maker.getMetadata().getName(),
                                refusal.isEmpty() ? otherwise : refusal));
    }

    /**
     * Whether the Pod was given to a node, and its volumes and sandbox are not there yet. Its status does
     * not say why; for a second or two that is so with every Pod.
     */
    public static boolean isBeforeItsContainers(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && has(pod, "PodScheduled", TRUE)
                && !has(pod, "PodReadyToStartContainers", TRUE)
                && PodFacts.state(pod) instanceof PodState.Starting;
    }

    /** One line: the gravest, and how many Pods besides are in trouble. Empty without any. */
    public static String told(Optional<Trouble> uncreated, List<Trouble> pods) {
        String gravest = pods.stream()
                .min(Comparator.comparingInt(Trouble::rank).thenComparing(Trouble::message))
                .map(Trouble::message)
                .orElse("");
        String more =
                switch (pods.size()) {
                    case 0, 1 -> "";
                    case 2 -> " 1 more Pod does not come up.";
                    default -> " %d more Pods do not come up.".formatted(pods.size() - 1);
                };
        return (uncreated.map(Trouble::message).orElse("") + " " + gravest + more).strip();
    }

    /** A container that was begun anew after an end, and has not shown yet that it goes better this time. */
    private static Optional<PodState> again(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .findFirst()
                .filter(container -> !Boolean.TRUE.equals(container.getStarted()))
                .map(ContainerStatus::getLastState)
                .map(ContainerState::getTerminated)
                .map(PodFacts::ended);
    }

    private static boolean has(Pod pod, String type, String status) {
        return Optional.ofNullable(pod.getStatus())
                .map(PodStatus::getConditions)
                .filter(Objects::nonNull)
                .orElse(List.of())
                .stream()
                .anyMatch(c -> type.equals(c.getType()) && status.equals(c.getStatus()));
    }
}
