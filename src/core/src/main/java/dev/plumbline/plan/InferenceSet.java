package dev.plumbline.plan;

import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Template;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.Map;
import java.util.Optional;

/** The Pods of one colour, and what is counted by them alone: a budget or a scale over both would mix up the two. */
final class InferenceSet {

    private final ValidRollout rollout;
    private final Colour colour;
    private final String name;

    InferenceSet(ValidRollout rollout, Colour colour) {
        this.rollout = rollout;
        this.colour = colour;
        this.name = new InferenceNames(rollout.name()).inference(colour);
    }

    /** @param replicas absent: somebody else has the field */
    HasMetadata deployment(Template template, Optional<Integer> replicas) {
        return new DeploymentBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withReplicas(replicas.orElse(null))
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
                .withTemplate(InferenceTemplates.coloured(template, rollout.name(), colour))
                .endSpec()
                .build();
    }

    HasMetadata budget() {
        return Services.budget(meta(), selector(), 1);
    }

    HasMetadata autoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", name)
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
        return new ObjectMetaBuilder(InferenceObjects.meta(rollout, name))
                .addToLabels(Labels.COLOUR, colour.word())
                .build();
    }

    private Map<String, String> selector() {
        return InferenceLabels.selector(rollout.name(), colour);
    }
}
