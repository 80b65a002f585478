package dev.plumbline.operator.platform;

import dev.plumbline.operator.observation.H2oCloud;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether all members of an H2O cloud must start anew. A locked cloud takes no member back, and a cloud of two versions
 * is none, so there is only the whole or nothing. Decided from what is seen now: nothing is remembered but the time at
 * which the cloud was last known to be formed and the number of restarts, and both stand in the status.
 *
 * @param stale the Pods run something else than the StatefulSet now says
 * @param allowed whether it may happen now; a formed cloud holds frames, so the user's consent is needed for a change
 */
record CloudRestart(boolean stale, boolean allowed, String message) {

    private static final String REVISION = "controller-revision-hash";

    /** How long a started member may be unknown to its cloud, where it is not known since when the cloud is whole. */
    private static final Duration STRANGER = Duration.ofSeconds(45);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /**
     * What is seen.
     *
     * @param formedAt when the cloud was known to be whole; empty when it never was, or is being made anew
     * @param consent the user allows this generation to restart the cloud
     * @param onLoss restart when a member is lost, rather than report it
     * @param forming how long members look for each other before they form a smaller cloud
     */
    record Seen(
            StatefulSet set,
            List<Pod> pods,
            Optional<H2oCloud> cloud,
            Optional<Instant> formedAt,
            boolean consent,
            boolean onLoss,
            Duration forming,
            int restarts,
            Instant now) {}

    static Optional<CloudRestart> decide(Seen seen) {
        if (seen.set().getStatus() == null
                || seen.pods().isEmpty()
                || !Objects.equals(
                        seen.set().getMetadata().getGeneration(),
                        seen.set().getStatus().getObservedGeneration())
                || seen.pods().stream().anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null)) {
            return Optional.empty();
        }
        return changed(seen).or(() -> lost(seen)).map(restart -> restart.after(pause(seen), seen));
    }

    private static Optional<CloudRestart> changed(Seen seen) {
        String wanted = seen.set().getStatus().getUpdateRevision();
        List<String> old = seen.pods().stream()
                .filter(pod ->
                        !Objects.equals(wanted, pod.getMetadata().getLabels().get(REVISION)))
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = seen.cloud()
                .filter(cloud -> cloud.healthy() && cloud.size() >= seen.pods().size())
                .isPresent();
        return Optional.of(new CloudRestart(
                true,
                seen.consent() || !whole,
                "%s run%s an older template than %s."
                        .formatted(
                                String.join(", ", old),
                                old.size() == 1 ? "s" : "",
                                seen.set().getMetadata().getName())));
    }

    private static Optional<CloudRestart> lost(Seen seen) {
        if (seen.formedAt().isEmpty() && stillForming(seen)) {
            return Optional.empty();
        }
        return Stream.of(unhealthy(seen), stranger(seen), newcomer(seen), leaderless(seen))
                .flatMap(Optional::stream)
                .findFirst()
                .map(message -> new CloudRestart(false, seen.onLoss(), message));
    }

    /** Nobody is lost from a cloud that is being made; on a busy node its members are minutes apart. */
    private static boolean stillForming(Seen seen) {
        return seen.pods().stream()
                .map(CloudRestart::startedAt)
                .anyMatch(at -> at.isEmpty() || at.get().plus(seen.forming()).isAfter(seen.now()));
    }

    private static Optional<String> unhealthy(Seen seen) {
        return seen.cloud()
                .filter(cloud -> !cloud.healthy())
                .map(cloud -> "The cloud no longer hears all its members.");
    }

    private static Optional<String> stranger(Seen seen) {
        return seen.cloud().flatMap(cloud -> seen.pods().stream()
                .filter(pod -> pod.getStatus().getPodIP() != null
                        && !cloud.members().contains(pod.getStatus().getPodIP()))
                .filter(pod -> startedAt(pod)
                        .filter(at -> Duration.between(at, seen.now()).compareTo(STRANGER) > 0)
                        .isPresent())
                .findFirst()
                .map(pod -> pod.getMetadata().getName() + " runs outside the cloud of " + cloud.size() + "."));
    }

    /** Neither a new Pod nor a container that was started again is taken back by a cloud that was whole before it. */
    private static Optional<String> newcomer(Seen seen) {
        return seen.cloud().flatMap(cloud -> startedAfterForming(seen));
    }

    /** The leader died and took the only voice of the cloud with it: a member started after the cloud was whole. */
    private static Optional<String> leaderless(Seen seen) {
        if (seen.cloud().isPresent() || seen.formedAt().isEmpty()) {
            return Optional.empty();
        }
        boolean allRun = seen.pods().stream().allMatch(pod -> startedAt(pod).isPresent());
        return allRun ? startedAfterForming(seen) : Optional.empty();
    }

    /** Only beside older members: when all of them are new they form a new cloud by themselves. */
    private static Optional<String> startedAfterForming(Seen seen) {
        return seen.formedAt()
                .filter(formed -> seen.pods().stream()
                        .map(CloudRestart::startedAt)
                        .anyMatch(at -> at.isPresent() && !at.get().isAfter(formed)))
                .flatMap(formed -> seen.pods().stream()
                        .filter(pod ->
                                startedAt(pod).filter(at -> at.isAfter(formed)).isPresent())
                        .findFirst()
                        .map(pod -> pod.getMetadata().getName() + " was started anew after the cloud had formed."));
    }

    static Optional<Instant> startedAt(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .flatMap(status -> status.getContainerStatuses().stream().findFirst())
                .map(ContainerStatus::getState)
                .map(state -> state.getRunning())
                .map(running -> Instant.parse(running.getStartedAt()));
    }

    /** The oldest Pod tells when the cloud was last restarted as a whole. Each restart doubles the pause to the next. */
    private static Duration pause(Seen seen) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(seen.restarts(), 10));
        Duration wanted = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Instant last = seen.pods().stream()
                .map(pod -> Instant.parse(pod.getMetadata().getCreationTimestamp()))
                .min(Comparator.naturalOrder())
                .orElse(seen.now());
        Duration left = wanted.minus(Duration.between(last, seen.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private CloudRestart after(Duration pause, Seen seen) {
        // A change that the user asked for is no failure, so it does not wait.
        if (stale || pause.isZero() || !allowed) {
            return this;
        }
        return new CloudRestart(
                stale, false, message + " Next restart in " + pause.toSeconds() + " s, after " + seen.restarts() + ".");
    }
}
