package dev.plumbline.operator.observation;

import dev.plumbline.plan.Ports;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Asks the Pods of a platform what they are to each other. */
@ApplicationScoped
public class PlatformObserver {

    private final PodClient pods;

    @Inject
    PlatformObserver(PodClient pods) {
        this.pods = pods;
    }

    /** What the Pods of a platform say; a part is empty when nobody of it answers. */
    public record Sight(Optional<H2oCloud> cloud, Optional<PatroniCluster> database) {}

    /** Asks the members of the cloud and of the database at once: a repair waits for a look that is under way, and silent Pods make it long. */
    public Sight look(Collection<Pod> members, Collection<Pod> databases) {
        CompletableFuture<Optional<PatroniCluster>> database = pods.meanwhile(() -> postgres(databases));
        Optional<H2oCloud> cloud = h2o(members);
        return new Sight(cloud, database.join());
    }

    /** The cloud that the most members call theirs. */
    private Optional<H2oCloud> h2o(Collection<Pod> members) {
        List<Callable<Optional<H2oCloud>>> questions = members.stream()
                .filter(PlatformObserver::hasAddress)
                .<Callable<Optional<H2oCloud>>>map(
                        pod -> () -> pods.ask(pod.getStatus().getPodIP(), Ports.H2O, "/3/Cloud?skip_ticks=true")
                                .map(json -> H2oCloud.read(pod.getMetadata().getName(), json)))
                .toList();
        return pods.all(questions).stream().flatMap(Optional::stream).max(Comparator.comparingInt(H2oCloud::size));
    }

    /** The database as the best informed member tells it: one that knows a leader before one that does not. */
    private Optional<PatroniCluster> postgres(Collection<Pod> members) {
        List<Callable<Optional<PatroniCluster>>> questions = members.stream()
                .filter(PlatformObserver::hasAddress)
                .<Callable<Optional<PatroniCluster>>>map(
                        pod -> () -> pods.ask(pod.getStatus().getPodIP(), Ports.PATRONI, "/cluster")
                                .map(PatroniCluster::read))
                .toList();
        return pods.all(questions).stream()
                .flatMap(Optional::stream)
                .max(Comparator.<PatroniCluster, Boolean>comparing(
                                cluster -> cluster.leader().isPresent())
                        .thenComparing(cluster -> cluster.members().size()));
    }

    private static boolean hasAddress(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && !pod.getStatus().getPodIP().isEmpty()
                && pod.getMetadata().getDeletionTimestamp() == null;
    }
}
