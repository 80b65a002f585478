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
        look.observed().pods().forEach(pod -> Trouble.of(pod.name(), pod.state())
                .ifPresent(all::add));
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
}
