package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.operator.children.Children;
import dev.plumbline.plan.PlatformPlan;
import dev.plumbline.plan.ValidPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the cluster equal to the plan, unless the platform is paused. */
final class PlatformApplier {

    private final PlatformSecrets secrets;

    PlatformApplier(KubernetesClient client) {
        this.secrets = new PlatformSecrets(client);
    }

    /**
     * What came of it, each child as {@code StatefulSet/fraud-h2o}.
     *
     * @param repaired what differed although the spec did not change
     * @param missing what the plan names and is not there
     * @param foreign what somebody else's objects keep from being made
     */
    record Applied(Set<String> repaired, Set<String> missing, Set<String> foreign) {}

    Applied apply(MlPlatform platform, ValidPlatform valid, PlatformPlan plan, Context<MlPlatform> context) {
        if (valid.paused()) {
            return new Applied(Set.of(), missing(plan, context), Set.of());
        }
        List<Children.Foreign> strangers = new ArrayList<>(secrets.ensure(platform, valid));
        Children children = Children.plan(plan.objects(), platform, context);
        context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
        strangers.addAll(children.foreign());
        Set<String> foreign = strangers.stream().map(Children.Foreign::child).collect(Collectors.toSet());
        Set<String> repaired = wasReconciled(platform)
                ? children.writes().stream()
                        .filter(Children.Write::drifted)
                        .map(Children.Write::child)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
        return new Applied(repaired, foreign, foreign);
    }

    /** Only then is a difference a drift; before, it is the spec that changed. */
    private static boolean wasReconciled(MlPlatform platform) {
        return Optional.ofNullable(platform.getStatus())
                .map(MlPlatformStatus::observedGeneration)
                .filter(platform.getMetadata().getGeneration()::equals)
                .isPresent();
    }

    private static Set<String> missing(PlatformPlan plan, Context<MlPlatform> context) {
        var missing = new HashSet<String>();
        for (HasMetadata wanted : plan.objects()) {
            if (context.getSecondaryResourcesAsStream(wanted.getClass()).noneMatch(found -> found.getMetadata()
                    .getName()
                    .equals(wanted.getMetadata().getName()))) {
                missing.add(wanted.getKind() + "/" + wanted.getMetadata().getName());
            }
        }
        return missing;
    }
}
