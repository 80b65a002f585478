package dev.plumbline.operator.rollout;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.plan.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What besides a rollout itself makes it be looked at: its platform and its Pods. */
final class RolloutEvents {

    private RolloutEvents() {}

    static List<EventSource<?, ModelRollout>> sources(EventSourceContext<ModelRollout> context) {
        var platforms = InformerEventSourceConfiguration.from(MlPlatform.class, ModelRollout.class)
                .withName("platform")
                .withPrimaryToSecondaryMapper((ModelRollout rollout) -> Set.of(platform(rollout)))
                .withSecondaryToPrimaryMapper(platform -> context.getPrimaryCache()
                        .list(r -> platform(r).equals(ResourceID.fromResource(platform)))
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .build();
        var pods = InformerEventSourceConfiguration.from(Pod.class, ModelRollout.class)
                .withName("pods")
                .withLabelSelector(Labels.ROLLOUT)
                .withOnUpdateFilter(PodNews::differs)
                .withSecondaryToPrimaryMapper(pod -> Set.of(new ResourceID(
                        pod.getMetadata().getLabels().get(Labels.ROLLOUT),
                        pod.getMetadata().getNamespace())))
                .build();
        return List.of(new InformerEventSource<>(platforms, context), new InformerEventSource<>(pods, context));
    }

    /** Every rollout of the namespace, the asked one included. */
    static List<ModelRollout> neighbours(ModelRollout rollout, Context<ModelRollout> context) {
        return context.getPrimaryCache()
                .list(rollout.getMetadata().getNamespace(), r -> true)
                .toList();
    }

    private static ResourceID platform(ModelRollout rollout) {
        return new ResourceID(
                rollout.getSpec().platformRef().name(), rollout.getMetadata().getNamespace());
    }
}
