package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.AVAILABLE;
import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;
import static dev.plumbline.status.PlatformConditions.POSTGRES_READY;
import static dev.plumbline.status.PlatformConditions.PROGRESSING;

import dev.plumbline.plan.Component;
import dev.plumbline.status.Observed.CloudChange;
import java.util.List;
import java.util.Set;

/** Whether something is on its way, and whether the platform serves meanwhile. */
final class Progress {
    static final String CREATING = "Creating";
    static final String PAUSED = "Paused";

    private Progress() {}

    /** @param answers those of the components; while one of them never was true, the platform is being created */
    static Answer progressing(PlatformLook look, List<Answer> answers) {
        if (look.valid().paused()) {
            boolean waits = look.h2oAwaitsSettings() || !look.observed().databaseSettled();
            return waits
                    ? Answer.unknown(
                            PROGRESSING, PAUSED, "spec.paused is true, and changes of the spec wait for its end.")
                    : no(PAUSED, "spec.paused is true.");
        }
        if (look.observed().change() instanceof CloudChange.Restarting(String message)) {
            return yes("RestartingCluster", message);
        }
        if (look.h2oAwaitsSettings() && look.observed().change() instanceof CloudChange.NeedsConsent(String message)) {
            return yes("WaitingForConsent", message);
        }
        List<String> open = answers.stream()
                .filter(each -> Set.of(
                                H2O_CLUSTER_FORMED,
                                POSTGRES_READY,
                                PlatformConditions.SYNC_REPLICATION_SATISFIED,
                                PlatformConditions.CACHE_READY,
                                PlatformConditions.MEMORY_SPLIT_ENFORCED)
                        .contains(each.type()))
                .filter(each -> !each.isTrue())
                .map(Answer::type)
                .toList();
        if (!look.born() && (!open.isEmpty() || !look.observed().missing().isEmpty())) {
            return yes(CREATING, "Waiting for %s.".formatted(String.join(", ", open)));
        }
        if (look.born() && look.h2oAwaitsSettings()) {
            return yes("Upgrading", "H2O Pods do not run yet with what the spec asks for.");
        }
        if (!look.observed().databaseSettled()) {
            return yes("Upgrading", "The settings of the database are being changed.");
        }
        if (rolling(look)) {
            return yes("Upgrading", "Pods are being replaced by ones of the new template.");
        }
        if (arriving(look)) {
            return yes("Recovering", "Pods are being started.");
        }
        // The spec is fulfilled: what waits is the operator's own, such as another probe after an upgrade.
        return look.observed().change() instanceof CloudChange.NeedsConsent(String message)
                ? no("Idle", "Nothing that the spec asks for is on its way. " + message)
                : no("Idle", "Nothing is on its way.");
    }

    /** H2O Pods are never rolled: a new template waits for the next restart of the cloud. */
    private static boolean rolling(PlatformLook look) {
        return look.observed().pods().stream()
                .filter(each -> !each.component().equals(Component.H2O.label()))
                .anyMatch(PodFacts::outdated);
    }

    private static boolean arriving(PlatformLook look) {
        int wanted = look.valid().h2o().nodes()
                + look.valid().postgres().instances()
                + look.valid().redis().replicas();
        long there = look.observed().pods().stream()
                .filter(each -> Set.of(Component.H2O.label(), Component.POSTGRES.label(), Component.REDIS.label())
                        .contains(each.component()))
                .count();
        return there != wanted
                || look.observed().pods().stream()
                        .anyMatch(each ->
                                each.state() instanceof PodState.Starting || each.state() instanceof PodState.Leaving);
    }

    /** Training and the database serve; without the cache inference goes on. */
    static Answer available(List<Answer> answers) {
        List<String> away = answers.stream()
                .filter(each -> Set.of(H2O_CLUSTER_FORMED, POSTGRES_READY).contains(each.type()))
                .filter(each -> !each.isTrue())
                .map(Answer::type)
                .toList();
        return away.isEmpty()
                ? Answer.yes(AVAILABLE, "ServingTraffic", "The H2O cloud and the database answer.")
                : Answer.no(AVAILABLE, "ComponentsMissing", "Not true: %s.".formatted(String.join(", ", away)));
    }

    private static Answer yes(String reason, String message) {
        return Answer.yes(PROGRESSING, reason, message);
    }

    private static Answer no(String reason, String message) {
        return Answer.no(PROGRESSING, reason, message);
    }
}
