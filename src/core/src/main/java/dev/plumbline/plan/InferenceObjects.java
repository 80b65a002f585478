package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inference Deployment of one rollout and what stands around it. Network policies are the platform's, which select
 * these Pods by their labels. The epoch ConfigMap is written by the rollout machine and the token Secret once at the
 * edge, so neither is here.
 */
public final class InferenceObjects {

    /** Key of the token in the Secret {@link InferenceNames#admin}. */
    public static final String TOKEN = "token";

    private static final int PUBLIC_PORT = 80;

    private final ValidRollout rollout;
    private final Surroundings around;
    private final InferenceSources sources;
    private final InferenceNow now;
    private final InferenceNames names;

    private InferenceObjects(ValidRollout rollout, Surroundings around, InferenceSources sources, InferenceNow now) {
        this.rollout = rollout;
        this.around = around;
        this.sources = sources;
        this.now = now;
        this.names = new InferenceNames(rollout.name());
    }

    /** All objects, what a Pod refers to before the Pod. */
    public static List<HasMetadata> of(
            ValidRollout rollout, Surroundings around, InferenceSources sources, InferenceNow now) {
        return new InferenceObjects(rollout, around, sources, now).all();
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
                service(),
                Services.budget(meta(), selector(), 1),
                deployment()));
        if (rollout.serving().scales()) {
            all.add(autoscaler());
        }
        return List.copyOf(all);
    }

    /** The management port is not in it: commands go to each Pod by its address. */
    private HasMetadata service() {
        return new ServiceBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector())
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(PUBLIC_PORT)
                .withTargetPort(new IntOrString(Ports.INFERENCE))
                .endPort()
                .endSpec()
                .build();
    }

    private Deployment deployment() {
        return new DeploymentBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withReplicas(replicas().orElse(null))
                .withRevisionHistoryLimit(3)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                // Never fewer than asked for, also while Pods are replaced.
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withTemplate(InferencePod.of(rollout, around, sources.claims()))
                .endSpec()
                .build();
    }

    /** Absent once an autoscaler has taken the field over. */
    private Optional<Integer> replicas() {
        if (!rollout.serving().scales() || !now.exists()) {
            return Optional.of(rollout.serving().minReplicas());
        }
        return now.ownReplicas().isPresent() ? Optional.of(now.ownReplicas().getAsInt()) : Optional.empty();
    }

    private HorizontalPodAutoscaler autoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", names.inference())
                .withMinReplicas(rollout.serving().minReplicas())
                .withMaxReplicas(rollout.serving().maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(rollout.serving().targetCpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    private ObjectMeta meta() {
        return meta(rollout, names.inference());
    }

    private Map<String, String> selector() {
        return InferenceLabels.selector(rollout.name());
    }
}
