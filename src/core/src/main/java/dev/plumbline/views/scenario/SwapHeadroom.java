package dev.plumbline.views.scenario;

import dev.plumbline.api.ActiveModelStatus;
import dev.plumbline.api.ArtifactStatus;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.StrategyType;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** SCN-04: during a swap both models are in the heap. */
public final class SwapHeadroom extends Rule {

    /** Rows in flight and the server itself, beside the two models: a fifth more than the models alone. */
    private static final double WITH_MARGIN = 1.2;

    public SwapHeadroom() {
        super(RuleCard.firm(
                "SCN-04",
                View.SCENARIO,
                Gate.WEBHOOK,
                "No room for two models",
                "the estimated heap of the active model is known and twice of it does not fit the heap of a Pod, when a"
                        + " HotSwap to another digest is asked for. Without an estimate nothing is rejected here.",
                """
                A HotSwap loads the new model while the old one serves. If both do not fit, every Pod runs out of heap at
                the same moment.""",
                "Raise serving.resources.memory, or use strategy BlueGreen, which needs no second copy in a Pod."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var estimate = subject.status()
                .map(ModelRolloutStatus::artifact)
                .map(ArtifactStatus::estimatedHeap)
                .flatMap(Amount::bytes);
        var active = subject.status().map(ModelRolloutStatus::activeModel).map(ActiveModelStatus::digest);
        boolean swaps = active.isPresent()
                && !active.equals(subject.model().map(ModelSpec::digest))
                && subject.strategyType() == StrategyType.HOT_SWAP;
        int percent = subject.serving()
                .map(ServingSpec::memory)
                .map(HeapSpec::heapPercent)
                .orElse(MemorySplit.DEFAULT_HEAP_PERCENT);
        String memory = subject.serving()
                .map(ServingSpec::resources)
                .map(ResourcesSpec::memory)
                .orElse(ProfileDefaults.SERVING_MEMORY);
        if (!swaps || estimate.isEmpty() || percent < 1) {
            return;
        }
        Amount.bytes(memory).ifPresent(limit -> judge(memory, limit, percent, estimate.get(), out));
    }

    private static void judge(String memory, long limit, int percent, long model, Findings out) {
        long heap = MemorySplit.of(limit, percent).heapMebibytes() << 20;
        // Without opening the target, the active model is the best estimate of its successor.
        if (2 * model <= heap) {
            return;
        }
        long enough = (long) Math.ceil(2 * model * WITH_MARGIN * 100 / percent / (1L << 30));
        out.at("spec.serving.resources.memory")
                .found(memory)
                .allowed("at least " + enough + "Gi")
                .says(
                        "active %1$s + target %1$s (estimated like the active one) do not fit %2$d%% of %3$s (%4$s); raise"
                                + " memory to %5$dGi or use strategy BlueGreen.",
                        Amount.text(model), percent, memory, Amount.text(heap), enough);
    }
}
