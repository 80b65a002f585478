package dev.plumbline.operator.platform;

import dev.plumbline.operator.observation.H2oCloud;
import dev.plumbline.operator.observation.PatroniCluster;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.status.Observed.DatabaseSight;
import dev.plumbline.status.Observed.Member;
import dev.plumbline.status.PodFacts;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Translates what was seen into the words of the status. */
final class PlatformSight {

    private PlatformSight() {}

    static CloudSight of(Optional<H2oCloud> cloud) {
        return cloud.<CloudSight>map(seen -> new CloudSight.Seen(
                        seen.leaderPod(),
                        seen.size(),
                        seen.healthy(),
                        seen.consensus(),
                        seen.locked(),
                        seen.version(),
                        seen.largestHeapBytes()))
                .orElseGet(CloudSight.Silent::new);
    }

    static DatabaseSight ofDatabase(Optional<PatroniCluster> cluster) {
        return cluster.<DatabaseSight>map(seen -> new DatabaseSight.Seen(seen.members().stream()
                        .map(each -> new Member(each.name(), each.role(), each.state(), each.timeline()))
                        .toList()))
                .orElseGet(DatabaseSight.Silent::new);
    }

    /** In the order of their names, so that equal sights give equal texts. */
    static List<PodFacts> of(Set<Pod> pods, Set<StatefulSet> sets) {
        Map<String, StatefulSet> byUid =
                sets.stream().collect(Collectors.toMap(set -> set.getMetadata().getUid(), Function.identity()));
        return pods.stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .map(pod -> PodFacts.of(pod, revision(pod, byUid)))
                .toList();
    }

    private static String revision(Pod pod, Map<String, StatefulSet> byUid) {
        return pod.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .map(byUid::get)
                .filter(set -> set != null
                        && set.getStatus() != null
                        && set.getStatus().getUpdateRevision() != null
                        && set.getMetadata()
                                .getGeneration()
                                .equals(set.getStatus().getObservedGeneration()))
                .map(set -> set.getStatus().getUpdateRevision())
                .findFirst()
                .orElse("");
    }
}
