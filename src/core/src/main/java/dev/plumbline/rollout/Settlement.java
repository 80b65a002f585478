package dev.plumbline.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings every Pod to what is committed. A Pod that contradicts the commit is not Ready by its own judgement; here it
 * is told again until it agrees.
 */
final class Settlement {

    /**
     * From the decision to the announced instant. Long enough for a parallel call to every Pod, short enough not to
     * hold anybody up: nothing waits for it, both models are loaded.
     */
    static final Duration LEAD = Duration.ofMillis(500);

    private final Facts facts;
    private final ModelVersion active;

    Settlement(Facts facts, ModelVersion active) {
        this.facts = facts;
        this.active = active;
    }

    /** The Pod is still on its way to the active model, so nothing else may be asked of it. */
    boolean isOpen(PodReport pod) {
        return pod.reachable() && !isSettled(pod) && !cannotLoad(pod);
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        List<String> toCommit = new ArrayList<>();
        for (PodReport pod : facts.pods().stream().filter(this::isOpen).toList()) {
            if (pod.serves(active) || pod.isWarmWith(active)) {
                toCommit.add(pod.pod());
            } else if (pod.preparesOtherThan(active)) {
                effects.add(new Effect.AbortTarget(pod.pod()));
            } else if (pod.target().isEmpty()) {
                effects.add(new Effect.TellTarget(pod.pod(), facts.intent().epoch(), active));
            }
        }
        if (!toCommit.isEmpty()) {
            effects.add(new Effect.Commit(
                    toCommit, facts.intent().epoch(), active.digest(), instant().toEpochMilli()));
        }
        return effects;
    }

    /** The same in each round that announces it, so that none postpones it; for whoever is late a new one. */
    private Instant instant() {
        return facts.intent().switchingAt(facts.now()).orElseGet(() -> facts.now()
                .plus(LEAD));
    }

    int settled() {
        return (int) facts.pods().stream().filter(this::isSettled).count();
    }

    /**
     * At least one Pod follows, and none that clients may reach serves anything else. Where none can follow, that
     * is over too: another model could not be asked for otherwise.
     */
    boolean isComplete() {
        boolean lost = !facts.pods().isEmpty() && facts.pods().stream().allMatch(p -> p.reachable() && p.lacks(active));
        return lost || settled() > 0 && facts.pods().stream().noneMatch(this::contradicts);
    }

    private boolean isSettled(PodReport pod) {
        return pod.serves(active) && pod.epoch() == facts.intent().epoch();
    }

    /** One that refuses the active model stays unready by itself and must not hold up the fix. */
    private boolean cannotLoad(PodReport pod) {
        return pod.preparing(active).filter(TargetReport::isRefused).isPresent();
    }

    /** One that cannot get the active model is unready meanwhile, and must not hold up a fix. */
    private boolean contradicts(PodReport pod) {
        return pod.reachable()
                ? isOpen(pod) && !pod.cannotGet(active) && (pod.active().isPresent() || pod.isWarmWith(active))
                : pod.ready();
    }
}
