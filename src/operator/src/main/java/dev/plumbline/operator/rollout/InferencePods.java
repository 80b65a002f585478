package dev.plumbline.operator.rollout;

import dev.plumbline.operator.rollout.PodAdmin.Door;
import dev.plumbline.plan.InferenceNames;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Effect;
import dev.plumbline.rollout.PodReport;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Pods of one rollout: looks at all of them, and passes on what the machine wants them to do. */
final class InferencePods {

    private final PodAdmin admin;
    private final InferenceNames names;
    private final List<Pod> pods;
    private final Map<String, Door> doors;

    InferencePods(PodAdmin admin, String rollout, Stream<Pod> found, String token) {
        this.admin = admin;
        this.names = new InferenceNames(rollout);
        this.pods = found.filter(p -> isRunning(p) && colour(p).isPresent()).toList();
        this.doors = pods.stream()
                .filter(p -> address(p).isPresent())
                .map(p -> new Door(p.getMetadata().getName(), address(p).get(), token))
                .collect(Collectors.toMap(Door::pod, d -> d, (a, b) -> a, TreeMap::new));
    }

    /** One report for each Pod of each Deployment, by name. */
    Map<Colour, List<PodReport>> look() {
        Map<String, Colour> colours = new TreeMap<>();
        pods.forEach(p -> colours.put(p.getMetadata().getName(), colour(p).orElseThrow()));
        return admin.all(pods, this::look).stream()
                .sorted((a, b) -> a.pod().compareTo(b.pod()))
                .collect(Collectors.groupingBy(r -> colours.get(r.pod())));
    }

    /** As the API server has them. */
    Map<Colour, List<Pod>> found() {
        return pods.stream().collect(Collectors.groupingBy(p -> colour(p).orElseThrow()));
    }

    void act(List<Effect> effects) {
        List<Runnable> calls = new ArrayList<>();
        effects.forEach(effect -> {
            switch (effect) {
                case Effect.TellTarget t -> to(t.pod(), calls, door -> admin.tell(door, t.epoch(), t.model()));
                case Effect.AbortTarget a -> to(a.pod(), calls, admin::abort);
                case Effect.Expose e -> to(e.pod(), calls, door -> admin.expose(door, e));
                case Effect.Commit c ->
                    c.pods()
                            .forEach(pod -> to(
                                    pod, calls, door -> admin.commit(door, c.epoch(), c.digest(), c.atEpochMillis())));
                case Effect.Verify v -> throw new IllegalArgumentException("not for Pods: " + v);
                case Effect.WriteEpochConfigMap w -> throw new IllegalArgumentException("not for Pods: " + w);
            }
        });
        admin.all(calls, call -> {
            call.run();
            return true;
        });
    }

    private void to(String pod, List<Runnable> calls, java.util.function.Consumer<Door> call) {
        Optional.ofNullable(doors.get(pod)).ifPresent(door -> calls.add(() -> call.accept(door)));
    }

    private PodReport look(Pod pod) {
        String name = pod.getMetadata().getName();
        return PodReports.read(
                name,
                Readiness.isPodReady(pod),
                Optional.ofNullable(doors.get(name)).flatMap(admin::state));
    }

    /** Labels can be put on any Pod; only a Pod of our Deployments gets the token. */
    private Optional<Colour> colour(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(o -> Boolean.TRUE.equals(o.getController()) && "ReplicaSet".equals(o.getKind()))
                .map(OwnerReference::getName)
                .flatMap(set -> Arrays.stream(Colour.values()).filter(colour -> isOf(colour, set)))
                .findFirst();
    }

    /** Behind the name of its Deployment a ReplicaSet's has a hash, in which there is no dash. */
    private boolean isOf(Colour colour, String set) {
        String prefix = names.inference(colour) + "-";
        return set.startsWith(prefix) && set.indexOf('-', prefix.length()) < 0;
    }

    private static boolean isRunning(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && (pod.getStatus() == null
                        || !PodNews.ENDED.contains(pod.getStatus().getPhase()));
    }

    private static Optional<String> address(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(s -> s.getPodIP()).filter(ip -> !ip.isEmpty());
    }
}
