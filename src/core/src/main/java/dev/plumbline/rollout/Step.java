package dev.plumbline.rollout;

import java.util.List;
import java.util.Optional;

/**
 * Where the rollout stands and what is to be done now: either one write of the intent or any number of calls to Pods,
 * never both, so that an act always rests on an intent that was read back.
 */
public record Step(RolloutState state, List<Effect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }

    static Step of(RolloutState state, Effect... effects) {
        return new Step(state, List.of(effects));
    }

    static Step persist(RolloutState state, Intent intent) {
        return of(state, new Effect.WriteEpochConfigMap(intent));
    }

    public Optional<Intent> toPersist() {
        return effects.stream()
                .filter(Effect.WriteEpochConfigMap.class::isInstance)
                .map(e -> ((Effect.WriteEpochConfigMap) e).intent())
                .findFirst();
    }
}
