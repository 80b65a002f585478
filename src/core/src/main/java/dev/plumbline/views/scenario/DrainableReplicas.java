package dev.plumbline.views.scenario;

import dev.plumbline.api.Profile;
import dev.plumbline.api.ReplicasSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.StrategyType;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Set;

/** SCN-03: a drained node takes one Pod, not the service. */
public final class DrainableReplicas extends Rule {
    private static final int AT_LEAST = 2;

    public DrainableReplicas() {
        super(RuleCard.firm(
                "SCN-03",
                View.SCENARIO,
                Gate.CRD_AND_WEBHOOK,
                "Too few replicas",
                "a HotSwap runs with fewer than 2 replicas (a warning in profile development), or replicas.min exceeds"
                        + " replicas.max.",
                """
                With one Pod every drain, eviction or crash is an outage, and a HotSwap has no second Pod that goes on
                answering while the first restarts.""",
                "Set serving.replicas.min to at least 2, and max to no less."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject rollout && tooFew(rollout) ? Set.of(Input.PLATFORM) : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        int min = min(subject);
        subject.serving()
                .map(ServingSpec::replicas)
                .map(ReplicasSpec::max)
                .filter(max -> min > max)
                .ifPresent(max -> out.at("spec.serving.replicas.max")
                        .found(max)
                        .allowed("at least replicas.min " + min)
                        .says("replicas.min %d exceeds replicas.max %d; raise max or lower min.", min, max));
        if (min < 1) {
            out.at("spec.serving.replicas.min")
                    .found(min)
                    .allowed("at least 1, in production 2")
                    .says("replicas.min %d leaves no pod at all; production needs at least %d.", min, AT_LEAST);
        } else if (tooFew(subject)) {
            boolean strict = subject.profile()
                    .filter(each -> each != Profile.DEVELOPMENT)
                    .isPresent();
            out.at("spec.serving.replicas.min")
                    .found(min)
                    .allowed("at least " + AT_LEAST)
                    .blocksIf(strict)
                    .says(
                            "replicas.min %d leaves no pod during a node drain; production needs at least %d.",
                            min, AT_LEAST);
        }
    }

    private static boolean tooFew(RolloutSubject subject) {
        return min(subject) < AT_LEAST && subject.strategyType() == StrategyType.HOT_SWAP;
    }

    private static int min(RolloutSubject subject) {
        return subject.serving()
                .map(ServingSpec::replicas)
                .map(ReplicasSpec::min)
                .orElse(ProfileDefaults.SERVING_REPLICAS);
    }
}
