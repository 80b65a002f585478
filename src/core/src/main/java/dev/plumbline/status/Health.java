package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.CACHE_READY;
import static dev.plumbline.status.PlatformConditions.DEGRADED;
import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;
import static dev.plumbline.status.PlatformConditions.POSTGRES_READY;
import static dev.plumbline.status.PlatformConditions.SYNC_REPLICATION_SATISFIED;

import dev.plumbline.status.Observed.CloudChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong, the most telling thing first. */
final class Health {
    private static final Set<String> COMPONENTS =
            Set.of(H2O_CLUSTER_FORMED, POSTGRES_READY, SYNC_REPLICATION_SATISFIED, CACHE_READY);

    /** These are wrong even while the platform is being created. */
    private static final Set<String> NEVER_RIGHT = Set.of(H2oAnswers.TOO_SMALL, H2oAnswers.VERSION_MISMATCH);

    /** Something is on its way: Progressing tells it. */
    private static final Set<String> UNDER_WAY = Set.of(H2oAnswers.WAITING, H2oAnswers.NEEDS_CONSENT);

    /** @param rank smaller is told first: a cause stands before its consequences */
    private record Trouble(int rank, String reason, String message) {}

    private Health() {}

    /** @param answers those of the components */
    static Answer degraded(PlatformLook look, List<Answer> answers) {
        List<Trouble> all = new ArrayList<>();
        if (!look.observed().foreign().isEmpty()) {
            all.add(new Trouble(
                    0,
                    "NameTaken",
                    "Not ours and in the way: %s. Rename the platform or remove them."
                            .formatted(
                                    look.observed().foreign().stream().sorted().collect(Collectors.joining(", ")))));
        }
        look.observed().pods().forEach(pod -> trouble(pod).ifPresent(all::add));
        if (look.observed().change() instanceof CloudChange.Held(String message)) {
            all.add(new Trouble(6, H2oAnswers.MEMBER_LOST, message));
        }
        answers.stream()
                .filter(each -> COMPONENTS.contains(each.type()) && each.isFalse())
                .filter(each -> look.born() || NEVER_RIGHT.contains(each.reason()))
                .filter(each -> !UNDER_WAY.contains(each.reason()))
                .forEach(each -> all.add(new Trouble(7, each.reason(), each.message())));
        if (all.isEmpty()) {
            return Answer.no(DEGRADED, "AsExpected", "Nothing that was there is lost.");
        }
        List<Trouble> sorted =
                all.stream().sorted(Comparator.comparingInt(Trouble::rank)).toList();
        String message = sorted.stream().map(Trouble::message).distinct().collect(Collectors.joining(" "));
        return Answer.yes(DEGRADED, sorted.getFirst().reason(), message);
    }

    private static Optional<Trouble> trouble(PodFacts pod) {
        String name = pod.name();
        return Optional.ofNullable(
                switch (pod.state()) {
                    case PodState.ImageMissing(String image, String reason) ->
                        new Trouble(
                                1, "ImageCannotBePulled", "%s waits for image %s (%s).".formatted(name, image, reason));
                    case PodState.NotCreatable(String reason, String message) ->
                        new Trouble(
                                2,
                                "ContainerNotCreated",
                                "%s cannot be made (%s): %s.".formatted(name, reason, trimmed(message)));
                    case PodState.Ended ended -> ended(name, ended);
                    case PodState.Unschedulable(String message) ->
                        new Trouble(5, "Unschedulable", "No node takes %s: %s.".formatted(name, trimmed(message)));
                    case PodState.Running running -> null;
                    case PodState.Starting starting -> null;
                    case PodState.Leaving leaving -> null;
                });
    }

    private static Trouble ended(String name, PodState.Ended ended) {
        return switch (ended.cause()) {
            case NATIVE_MEMORY ->
                new Trouble(
                        3,
                        "NativeMemoryExhausted",
                        ("%s was killed at its memory limit (137): memory outside the heap ran out. Raise the memory or"
                                        + " lower the heap's share.")
                                .formatted(name));
            case HEAP ->
                new Trouble(
                        3,
                        "HeapExhausted",
                        "The JVM of %s ended itself (3): its heap ran out. Raise the memory or load less."
                                .formatted(name));
            case OTHER ->
                new Trouble(4, "CrashLooping", "%s ends with exit code %d.".formatted(name, ended.exitCode()));
        };
    }

    private static String trimmed(String message) {
        return message == null || message.isBlank()
                ? "no reason given"
                : message.strip().replaceAll("\\.$", "");
    }
}
