package dev.plumbline.views.physical;

import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PHY-04: training has native memory to work in. */
public final class NativeShare extends Rule {

    /** XGBoost's histogram buffers, metaspace, code cache and stacks of a small training need about this much. */
    private static final long NEEDED = 1L << 30;

    public NativeShare() {
        super(RuleCard.exemptible(
                "PHY-04",
                View.PHYSICAL,
                Gate.WEBHOOK,
                "Native share too small",
                "less than 1Gi of an H2O Pod's memory lies outside the heap (a warning in profile development).",
                """
                XGBoost allocates outside the Java heap. When its share is too small the kernel kills the JVM with 137,
                and one lost H2O node costs the whole cloud with every frame in it.""",
                "Raise spec.h2o.resources.memory or lower spec.h2o.memory.heapPercent."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var memory = subject.h2o().map(H2oSpec::resources).map(ResourcesSpec::memory);
        int percent =
                subject.h2o().map(H2oSpec::memory).map(HeapSpec::heapPercent).orElse(MemorySplit.DEFAULT_HEAP_PERCENT);
        if (percent < MemorySplit.MIN_HEAP_PERCENT || percent > MemorySplit.MAX_HEAP_PERCENT) {
            return; // PHY-02 says what is wrong; a second finding about the same number helps nobody.
        }
        memory.flatMap(Amount::bytes).ifPresent(limit -> {
            long share = limit * (100 - percent) / 100;
            if (share < NEEDED) {
                long enough = Math.ceilDiv(NEEDED / (1 << 20) * 100, 100 - percent);
                out.at("spec.h2o.resources.memory")
                        .found(memory.get())
                        .allowed("at least " + enough + "Mi at " + percent + "%")
                        .mend("Use memory >= " + enough + "Mi, or lower memory.heapPercent.")
                        .blocksIf(!subject.development())
                        .says(
                                "memory %s at %d%% leaves %s outside the heap; XGBoost needs at least 1Gi."
                                        + " Use memory >= %dMi.",
                                memory.get(), percent, Amount.text(share), enough);
            }
        });
    }
}
