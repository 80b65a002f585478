package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.operator.children.PlannedDependent;
import dev.plumbline.plan.Component;
import dev.plumbline.plan.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Pods of a platform, which belong to its StatefulSets and are found by their labels. */
final class PlatformPods {

    private static final String COMPONENTS = Stream.of(Component.H2O, Component.POSTGRES, Component.REDIS)
            .map(Component::label)
            .collect(Collectors.joining(","));

    private PlatformPods() {}

    static InformerEventSource<Pod, MlPlatform> events(EventSourceContext<MlPlatform> context) {
        var configuration = InformerEventSourceConfiguration.from(Pod.class, MlPlatform.class)
                .withName("pods")
                .withLabelSelector(PlannedDependent.MANAGED + "," + Labels.PLATFORM + "," + Labels.COMPONENT + " in ("
                        + COMPONENTS + ")")
                .withSecondaryToPrimaryMapper(PlatformPods::owner)
                .withOnUpdateFilter(PlatformPods::matters)
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    private static Set<ResourceID> owner(Pod pod) {
        return Set.of(new ResourceID(
                pod.getMetadata().getLabels().get(Labels.PLATFORM),
                pod.getMetadata().getNamespace()));
    }

    /** Patroni writes its position into an annotation of each Pod every few seconds; that is no news. */
    private static boolean matters(Pod now, Pod before) {
        return !Objects.equals(now.getStatus(), before.getStatus())
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }

    static List<Pod> of(Set<Pod> pods, Component component) {
        return pods.stream()
                .filter(pod ->
                        component.label().equals(pod.getMetadata().getLabels().get(Labels.COMPONENT)))
                .toList();
    }
}
