package dev.plumbline.scorer;

import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.SwapProof;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.Target;
import dev.plumbline.store.ArtifactStore;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** What follows a preparation and a switch: counting, measuring, tidying. */
@Singleton
class Switchings {

    private final ModelSlot slot;
    private final ScoringMeters meters;
    private final SwapProof proof;
    private final ArtifactStore store;
    private final Threads threads;
    private final ScorerSettings settings;
    // Set once while the parts are put together; the agent and its listeners refer to each other.
    private volatile RolloutAgent agent;

    Switchings(
            ModelSlot slot,
            ScoringMeters meters,
            SwapProof proof,
            ArtifactStore store,
            Threads threads,
            ScorerSettings settings) {
        this.slot = slot;
        this.meters = meters;
        this.proof = proof;
        this.store = store;
        this.threads = threads;
        this.settings = settings;
    }

    void attach(RolloutAgent rolloutAgent) {
        this.agent = rolloutAgent;
    }

    /** A target has become warm or was refused. */
    void prepared() {
        slot.target()
                .ifPresent(target -> meters.prepared(
                        target instanceof Target.Refused refused
                                ? refused.refusal().reason().name()
                                : target.state()));
        agent.reconcile();
    }

    void switched(Serving now) {
        meters.switched();
        proof.switched(now);
        threads.timer().schedule(() -> proof.freeze(now), SwapProof.SECONDS_AFTER + 1L, TimeUnit.SECONDS);
        threads.timer().execute(() -> store.keepOnly(agent.held()));
        slot.previous().ifPresent(old -> threads.timer()
                .schedule(
                        () -> slot.forgetPrevious(old), settings.keepPrevious().toSeconds(), TimeUnit.SECONDS));
    }
}
