package dev.plumbline.operator.rollout;

import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Hindrances;
import dev.plumbline.status.PodTroubles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why the Pods of each Deployment do not come up, where they do not. */
record InferenceTroubles(Map<Colour, String> told) {

    static InferenceTroubles of(RolloutDeployments deployments, Map<Colour, List<Pod>> pods, WarningEvents warnings) {
        Map<Colour, String> told = new EnumMap<>(Colour.class);
        for (Colour colour : Colour.values()) {
            List<Pod> waiting = pods.getOrDefault(colour, List.of()).stream()
                    .filter(pod -> !Readiness.isPodReady(pod))
                    .toList();
            told.put(colour, PodTroubles.told(deployments.of(colour).flatMap(PodTroubles::of), warnings.of(waiting)));
        }
        return new InferenceTroubles(told);
    }

    Hindrances seenFrom(Colour live) {
        return new Hindrances(told.getOrDefault(live, ""), told.getOrDefault(live.other(), ""));
    }
}
