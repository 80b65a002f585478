package dev.plumbline.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The Deployments of one rollout and its Service, as the operator last applied them. */
final class SimulatedCluster {

    private final Set<String> bad;
    private final Random random;
    private final List<SimulatedPod> pods = new ArrayList<>();
    private int made;
    private Sides applied = Sides.only(Colour.BLUE);
    private String template = "";
    private int replicas;
    Colour routed = Colour.BLUE;

    SimulatedCluster(Set<String> bad, Random random) {
        this.bad = bad;
        this.random = random;
    }

    List<SimulatedPod> pods() {
        return List.copyOf(pods);
    }

    Stream<SimulatedPod> of(Colour colour) {
        return pods.stream().filter(p -> p.colour == colour);
    }

    List<PodReport> reports(Colour colour) {
        return of(colour).map(SimulatedPod::report).toList();
    }

    SimulatedPod any() {
        return pods.get(random.nextInt(pods.size()));
    }

    void lose(SimulatedPod pod) {
        pods.remove(pod);
    }

    /** What the operator plans from the record; the controllers of Kubernetes do the rest, see {@link #tick}. */
    void apply(Intent record, Wanted wanted) {
        applied = record.sides();
        replicas = wanted.replicas();
        boolean stays = wanted.strategy().kind() == Strategy.Kind.BLUE_GREEN;
        template = applied.template()
                .filter(t -> stays)
                .or(wanted::template)
                .map(Template::digest)
                .orElse("");
        routed = applied.live();
    }

    void tick(Intent record) {
        deploy(applied.live(), replicas, template);
        Optional<Standby> beside = applied.standby().filter(Standby::exists);
        deploy(
                applied.live().other(),
                beside.isPresent() ? replicas : 0,
                beside.map(s -> s.template().digest()).orElse(""));
        pods.forEach(p -> p.tick(Told.of(record, p.colour)));
    }

    private void deploy(Colour colour, int count, String from) {
        List<SimulatedPod> mine = of(colour).toList();
        mine.stream().skip(count).forEach(pods::remove);
        for (int i = mine.size(); i < count; i++) {
            var pod = new SimulatedPod(colour.word() + "-" + made++, colour, bad, random);
            pod.template = from;
            pods.add(pod);
        }
        // In place one at a time, as a rolling update does.
        of(colour).filter(p -> !p.template.equals(from)).findFirst().ifPresent(old -> {
            old.crash();
            old.template = from;
        });
    }
}
