package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.plan.InferenceNames;
import dev.plumbline.plan.InferenceNow;
import dev.plumbline.plan.InferenceRunning;
import dev.plumbline.plan.Labels;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Sides;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The Deployments of one rollout as they are, and to which of them clients are sent. */
record RolloutDeployments(Map<Colour, Deployment> found, Colour routed) {

    static RolloutDeployments of(ValidRollout rollout, Context<ModelRollout> context) {
        var names = new InferenceNames(rollout.name());
        Map<Colour, Deployment> found = new EnumMap<>(Colour.class);
        for (Colour colour : Colour.values()) {
            context.getSecondaryResourcesAsStream(Deployment.class)
                    .filter(d -> d.getMetadata().getName().equals(names.inference(colour)))
                    .findFirst()
                    .ifPresent(d -> found.put(colour, d));
        }
        return new RolloutDeployments(found, routed(context.getSecondaryResource(Service.class)));
    }

    Optional<Deployment> of(Colour colour) {
        return Optional.ofNullable(found.get(colour));
    }

    InferenceRunning running(Sides sides) {
        Map<Colour, InferenceNow> now = new EnumMap<>(Colour.class);
        found.forEach((colour, d) -> now.put(colour, InferenceNow.of(Optional.of(d))));
        return new InferenceRunning(sides, now);
    }

    private static Colour routed(Optional<Service> service) {
        return service.map(s -> s.getSpec().getSelector())
                        .filter(s -> Colour.GREEN.word().equals(s.get(Labels.COLOUR)))
                        .isPresent()
                ? Colour.GREEN
                : Colour.BLUE;
    }
}
