package dev.plumbline.plan;

import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.Standby;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Template;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inference Deployments of one rollout, one but for a while, and what stands around them. Network policies are the
 * platform's, which select these Pods by their labels. The epoch ConfigMap is written by the rollout machine and the
 * token Secret once at the edge, so neither is here.
 */
public final class InferenceObjects {

    /** Key of the token in the Secret {@link InferenceNames#admin}. */
    public static final String TOKEN = "token";

    private static final int PUBLIC_PORT = 80;

    private final ValidRollout rollout;
    private final InferenceSources sources;
    private final InferenceRunning running;
    private final Template wanted;
    private final InferenceNames names;

    private InferenceObjects(
            ValidRollout rollout, Surroundings around, InferenceSources sources, InferenceRunning running) {
        this.rollout = rollout;
        this.sources = sources;
        this.running = running;
        this.wanted = InferenceTemplates.wanted(rollout, around, sources, running.sides());
        this.names = new InferenceNames(rollout.name());
    }

    /** All objects, what a Pod refers to before the Pod. */
    public static List<HasMetadata> of(
            ValidRollout rollout, Surroundings around, InferenceSources sources, InferenceRunning running) {
        return new InferenceObjects(rollout, around, sources, running).all();
    }

    /** Name and labels of anything that belongs to a rollout. */
    public static ObjectMeta meta(ValidRollout rollout, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(rollout.namespace())
                .withName(name)
                .withLabels(InferenceLabels.of(rollout.name(), rollout.platform()))
                .build();
    }

    private List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>(List.of(
                new ServiceAccountBuilder()
                        .withMetadata(meta())
                        .withAutomountServiceAccountToken(false)
                        .build(),
                InferenceAccess.role(meta(), names.epoch(), sources.configMaps()),
                InferenceAccess.binding(meta(), rollout.namespace()),
                service()));
        all.addAll(live());
        sides().standby().filter(Standby::exists).map(this::beside).ifPresent(all::addAll);
        return List.copyOf(all);
    }

    /** The management port is not in it: commands go to each Pod by its address. */
    private HasMetadata service() {
        return new ServiceBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(InferenceLabels.selector(rollout.name(), sides().live()))
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(PUBLIC_PORT)
                .withTargetPort(new IntOrString(Ports.INFERENCE))
                .endPort()
                .endSpec()
                .build();
    }

    private List<HasMetadata> live() {
        InferenceSet set = new InferenceSet(rollout, sides().live());
        boolean stays = rollout.strategy().takeover().kind() == Strategy.Kind.BLUE_GREEN;
        Template template = sides().template().filter(t -> stays).orElse(wanted);
        List<HasMetadata> all =
                new ArrayList<>(List.of(set.budget(), set.deployment(template, replicas(sides().live()))));
        if (rollout.serving().scales()) {
            all.add(set.autoscaler());
        }
        return all;
    }

    /** Without an autoscaler: its Pods have nothing to do, and must be as many as those whose load they take over. */
    private List<HasMetadata> beside(Standby standby) {
        Colour colour = sides().live().other();
        InferenceSet set = new InferenceSet(rollout, colour);
        Optional<Integer> replicas = standby.stage() == Standby.Stage.KEPT
                ? replicas(colour)
                : Optional.of(Math.max(
                        rollout.serving().minReplicas(),
                        running.now(sides().live()).replicas().orElse(0)));
        return List.of(set.budget(), set.deployment(standby.template(), replicas));
    }

    /** Absent once an autoscaler has taken the field over. */
    private Optional<Integer> replicas(Colour colour) {
        InferenceNow now = running.now(colour);
        if (!rollout.serving().scales() || !now.exists()) {
            return Optional.of(rollout.serving().minReplicas());
        }
        return now.ownReplicas().isPresent() ? Optional.of(now.ownReplicas().getAsInt()) : Optional.empty();
    }

    private Sides sides() {
        return running.sides();
    }

    private ObjectMeta meta() {
        return meta(rollout, names.inference());
    }
}
