package dev.plumbline.views.physical;

import static dev.plumbline.views.MemorySplit.DEFAULT_HEAP_PERCENT;
import static dev.plumbline.views.MemorySplit.MAX_HEAP_PERCENT;
import static dev.plumbline.views.MemorySplit.MIN_HEAP_PERCENT;

import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.Optional;

/** PHY-02: the share of the heap leaves room for native memory and is not wasteful either. */
public final class HeapShareInBounds extends Rule {

    public HeapShareInBounds() {
        super(RuleCard.firm(
                "PHY-02",
                View.PHYSICAL,
                Gate.CRD,
                "Heap share out of bounds",
                "memory.heapPercent of H2O or of serving lies outside 50-70.",
                """
                XGBoost, direct buffers, metaspace and thread stacks live outside the Java heap. A heap of more than 70 %
                ends in a kill by the kernel (exit code 137) in the middle of a training; less than 50 % pays for memory
                that no frame can use.""",
                "Leave memory.heapPercent out (60) or set it to 50-70."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        bounds(
                "spec.h2o.memory.heapPercent",
                subject.h2o().map(H2oSpec::memory),
                subject.h2o().map(H2oSpec::resources).map(ResourcesSpec::memory),
                "XGBoost and the JVM itself",
                out);
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        var memory = subject.serving()
                .map(ServingSpec::resources)
                .map(ResourcesSpec::memory)
                .or(() -> Optional.of(ProfileDefaults.SERVING_MEMORY));
        bounds(
                "spec.serving.memory.heapPercent",
                subject.serving().map(ServingSpec::memory),
                memory,
                "XGBoost and the JVM itself",
                out);
    }

    /** A JVM of the plan has one heap flag, within the share, and a bound for direct memory that fits beside the heap. */
    @Override
    protected void planned(PlanSubject subject, Findings out) {
        for (var pod : PlannedPod.of(subject)) {
            if (pod.runsJava()) {
                heap(pod, pod.memoryLimit().orElse(0L), out);
            }
        }
    }

    private static void heap(PlannedPod pod, long limit, Findings out) {
        var heap = pod.onlyFlag("-Xmx");
        var direct = pod.onlyFlag("-XX:MaxDirectMemorySize=");
        if (heap.isEmpty() || direct.isEmpty()) {
            out.at(pod.path())
                    .allowed("one -Xmx and one -XX:MaxDirectMemorySize")
                    .says(
                            "%s would run a JVM without exactly one bound for its heap and its direct memory.",
                            pod.path());
            return;
        }
        long least = MemorySplit.of(limit, MIN_HEAP_PERCENT).heapMebibytes() << 20;
        long most = MemorySplit.of(limit, MAX_HEAP_PERCENT).heapMebibytes() << 20;
        if (heap.get() < least || heap.get() > most || heap.get() + direct.get() > limit) {
            out.at(pod.path())
                    .allowed(MIN_HEAP_PERCENT + "-" + MAX_HEAP_PERCENT + " %, and room for direct memory")
                    .says(
                            "%s would give a heap of %dMi to a limit of %dMi.",
                            pod.path(), heap.get() >> 20, limit >> 20);
        }
    }

    private static void bounds(
            String path, Optional<HeapSpec> heap, Optional<String> memory, String who, Findings out) {
        heap.map(HeapSpec::heapPercent)
                .filter(percent -> percent < MIN_HEAP_PERCENT || percent > MAX_HEAP_PERCENT)
                .ifPresent(percent -> out.at(path)
                        .found(percent)
                        .allowed(MIN_HEAP_PERCENT + "-" + MAX_HEAP_PERCENT)
                        .says(
                                "heapPercent %d %s; allowed %d-%d, default %d.",
                                percent,
                                consequence(percent, memory, who),
                                MIN_HEAP_PERCENT,
                                MAX_HEAP_PERCENT,
                                DEFAULT_HEAP_PERCENT));
    }

    private static String consequence(int percent, Optional<String> memory, String who) {
        var bytes = memory.flatMap(Amount::bytes);
        if (percent < 0 || percent > 100) {
            return "is not a share of the memory limit";
        }
        return bytes.map(limit -> "leaves %s of %s for %s"
                        .formatted(Amount.text(limit * (100 - percent) / 100), memory.orElse(""), who))
                .orElse("leaves too little or too much for " + who);
    }
}
