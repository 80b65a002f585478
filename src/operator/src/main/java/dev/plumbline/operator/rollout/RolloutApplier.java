package dev.plumbline.operator.rollout;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.children.Children;
import dev.plumbline.plan.Images;
import dev.plumbline.plan.InferenceNow;
import dev.plumbline.plan.InferenceObjects;
import dev.plumbline.plan.InferenceSources;
import dev.plumbline.plan.InferenceTemplates;
import dev.plumbline.plan.Surroundings;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Template;
import dev.plumbline.rollout.Wanted.Hold;
import dev.plumbline.views.Enforcement;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the cluster equal to the plan of a rollout. */
final class RolloutApplier {

    private static final Set<String> RIGHTS = Set.of("ServiceAccount", "Role", "RoleBinding");

    private final Surroundings surroundings;

    RolloutApplier(OperatorSettings settings) {
        OperatorSettings.Image image = settings.image();
        this.surroundings = new Surroundings(
                new Images(image.h2o(), image.postgres(), image.redis(), image.scorer(), image.verify()),
                settings.operator().namespace(),
                settings.clusterDomain());
    }

    /**
     * @param changed something was written
     * @param granted among it rights of the Pods, which take a moment to be known everywhere
     * @param hold why nothing may be begun
     */
    record Applied(boolean changed, boolean granted, Optional<Hold> hold) {

        static Applied nothing() {
            return new Applied(false, false, Optional.empty());
        }
    }

    Optional<String> verifyImage() {
        return surroundings.images().verify();
    }

    /** @param model that Pods are to be able to read, besides those of the record */
    Applied apply(
            ModelRollout rollout,
            MlPlatform platform,
            ValidRollout valid,
            Intent intent,
            Optional<ModelVersion> model,
            LocalDate today,
            Context<ModelRollout> context) {
        RolloutDeployments deployments = RolloutDeployments.of(valid, context);
        InferenceSources sources = sources(deployments, intent, model);
        List<HasMetadata> objects =
                InferenceObjects.of(valid, surroundings, sources, deployments.running(intent.sides()));
        Verdicts verdicts = Policies.plan()
                .judge(new PlanSubject(
                        rollout.getKind(), rollout.getMetadata(), objects, Enforcement.of(platform, today), today));
        if (verdicts.blocks()) {
            return new Applied(false, false, Optional.of(new Hold("ViolationsFound", verdicts.refusal())));
        }
        Children children = Children.plan(objects, rollout, context);
        context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
        boolean granted = children.writes().stream().anyMatch(w -> RIGHTS.contains(w.kind()));
        return new Applied(!children.writes().isEmpty(), granted, taken(children));
    }

    /** What the Pods are to be made from, by the same reckoning as {@link #apply}. */
    Template template(ValidRollout valid, Intent intent, Optional<ModelVersion> model, RolloutDeployments deployments) {
        return InferenceTemplates.wanted(valid, surroundings, sources(deployments, intent, model), intent.sides());
    }

    private static InferenceSources sources(
            RolloutDeployments deployments, Intent intent, Optional<ModelVersion> model) {
        InferenceNow live = InferenceNow.of(deployments.of(intent.sides().live()));
        return InferenceSources.of(model, intent, live.mountedClaims());
    }

    private static Optional<Hold> taken(Children children) {
        String names = children.foreign().stream()
                .map(f -> "%s %s belongs to %s".formatted(f.kind(), f.name(), f.owner()))
                .collect(Collectors.joining("; "));
        return names.isEmpty() ? Optional.empty() : Optional.of(new Hold("NameTaken", names));
    }
}
