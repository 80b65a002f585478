package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.CACHE_READY;
import static dev.plumbline.status.PlatformConditions.NETWORK_ISOLATED;
import static dev.plumbline.status.PlatformConditions.PAUSED;

import dev.plumbline.plan.Component;
import dev.plumbline.plan.Names;
import java.util.List;

/** Cache, network and pause. */
final class SurroundingAnswers {
    private SurroundingAnswers() {}

    static List<Answer> of(PlatformLook look) {
        return List.of(cache(look), network(look), paused(look.valid().paused()));
    }

    /** The Pod's readiness is an answered ping with the password. */
    private static Answer cache(PlatformLook look) {
        String primary = Names.pod(Names.of(look.valid()).redis(), 0);
        List<PodFacts> pods = look.observed().of(Component.REDIS);
        long ready = pods.stream().filter(PodFacts::ready).count();
        String count = "%d of %d Redis Pods answer"
                .formatted(ready, look.valid().redis().replicas());
        boolean up = pods.stream().anyMatch(each -> each.name().equals(primary) && each.ready());
        if (up) {
            return Answer.yes(CACHE_READY, "PrimaryElected", "%s takes writes; %s.".formatted(primary, count));
        }
        return look.wasTrue(CACHE_READY) || look.reasonWas(CACHE_READY, "CacheDownFailOpen")
                ? Answer.no(
                        CACHE_READY,
                        "CacheDownFailOpen",
                        "%s is away, and inference scores without a cache; %s.".formatted(primary, count))
                : Answer.no(CACHE_READY, "WaitingForCache", "%s was not ready yet; %s.".formatted(primary, count));
    }

    private static Answer network(PlatformLook look) {
        if (!look.valid().network().isolated()) {
            return Answer.no(
                    NETWORK_ISOLATED, "IsolationOff", "spec.network.isolation is None: no policy guards the Pods.");
        }
        long missing = look.observed().missing().stream()
                .filter(each -> each.startsWith("NetworkPolicy/"))
                .count();
        if (missing > 0) {
            return Answer.no(NETWORK_ISOLATED, "PoliciesMissing", "%d policies do not stand.".formatted(missing));
        }
        return switch (look.observed().isolation()) {
            case ENFORCED ->
                Answer.yes(
                        NETWORK_ISOLATED,
                        "PoliciesApplied",
                        "The policies stand, and a connection that they forbid was refused.");
            case NOT_ENFORCED ->
                Answer.no(
                        NETWORK_ISOLATED,
                        "PluginDoesNotEnforce",
                        "The policies stand, and a connection that they forbid was accepted: the cluster's network"
                                + " plugin does not enforce them.");
            case UNKNOWN ->
                Answer.unknown(
                        NETWORK_ISOLATED,
                        "PoliciesApplied",
                        "The policies stand; whether the cluster's network plugin enforces them was not seen.");
        };
    }

    static Answer paused(boolean paused) {
        return paused
                ? Answer.yes(PAUSED, "PausedBySpec", "spec.paused is true: nothing is changed, drift included.")
                : Answer.no(PAUSED, "NotPaused", "Changes and drift are acted upon.");
    }
}
