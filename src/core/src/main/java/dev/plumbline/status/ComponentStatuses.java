package dev.plumbline.status;

import dev.plumbline.api.H2oMemoryStatus;
import dev.plumbline.api.H2oStatus;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.api.PostgresStatus;
import dev.plumbline.plan.H2oObjects;
import dev.plumbline.plan.Quantities;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.Observed.Member;
import dev.plumbline.views.MemorySplit;
import java.util.List;
import java.util.Optional;

/** The figures of H2O and Postgres as the status holds them. */
final class ComponentStatuses {
    private ComponentStatuses() {}

    static H2oStatus h2o(PlatformLook look) {
        H2oMemoryStatus memory = memory(look);
        int restarts = look.observed().h2oRestarts();
        return switch (look.observed().cloud()) {
            case CloudSight.Silent silent -> new H2oStatus(0, false, false, null, null, restarts, memory);
            case CloudSight.Seen seen ->
                new H2oStatus(
                        seen.size(), seen.healthy(), seen.locked(), seen.leaderPod(), seen.version(), restarts, memory);
        };
    }

    private static H2oMemoryStatus memory(PlatformLook look) {
        MemorySplit split = H2oObjects.split(look.valid());
        return new H2oMemoryStatus(
                Quantities.ofBytes(look.valid().h2o().compute().memoryBytes()).toString(),
                split.heapMebibytes() + "Mi",
                split.nativeMebibytes() + "Mi",
                split.heapPercent());
    }

    static PostgresStatus postgres(PlatformLook look) {
        List<Member> members = DatabaseAnswers.members(look.observed());
        Optional<Member> leader = members.stream().filter(Member::leads).findFirst();
        Optional<PostgresStatus> before = look.previous().map(MlPlatformStatus::postgres);
        return new PostgresStatus(
                leader.map(Member::name).orElse(null),
                // Patroni chooses by itself, so there is no other target than the one that leads.
                leader.map(Member::name).orElse(null),
                members.stream()
                        .filter(each -> each.synchronousStandby() && each.up())
                        .map(Member::name)
                        .sorted()
                        .toList(),
                leader.map(Member::timeline)
                        .orElse(before.map(PostgresStatus::timelineID).orElse(null)),
                before.map(PostgresStatus::lastFailover).orElse(null),
                before.map(PostgresStatus::firstRecoverabilityPoint).orElse(null));
    }
}
