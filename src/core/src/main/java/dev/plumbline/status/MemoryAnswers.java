package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.MEMORY_SPLIT_ENFORCED;

import dev.plumbline.plan.Component;
import dev.plumbline.plan.H2oObjects;
import dev.plumbline.plan.Names;
import dev.plumbline.status.Observed.CloudSight;
import dev.plumbline.views.MemorySplit;
import java.util.List;

/** Whether every H2O Pod runs with the heap that its memory limit gives it. */
final class MemoryAnswers {
    private static final String DRIFT_CORRECTED = "DriftCorrected";
    private static final long MEBIBYTE = 1024 * 1024;

    private MemoryAnswers() {}

    static Answer enforced(PlatformLook look) {
        MemorySplit split = H2oObjects.split(look.valid());
        String flag = "-Xmx" + split.heapMebibytes() + "m";
        List<PodFacts> pods = look.observed().of(Component.H2O);
        if (pods.isEmpty()) {
            return Answer.unknown(
                    MEMORY_SPLIT_ENFORCED, "NoPods", "No H2O Pod exists yet; each will run with %s.".formatted(flag));
        }
        List<String> others = pods.stream()
                .filter(pod -> !flag.equals(heapFlag(pod)))
                .map(PodFacts::name)
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            return Answer.no(
                    MEMORY_SPLIT_ENFORCED,
                    "PodsNeedRestart",
                    "%s must run with %s and %s restart for it."
                            .formatted(String.join(", ", others), flag, others.size() == 1 ? "needs a" : "need a"));
        }
        if (look.observed().cloud() instanceof CloudSight.Seen seen
                && seen.largestHeapBytes() > split.heapMebibytes() * MEBIBYTE) {
            return Answer.no(
                    MEMORY_SPLIT_ENFORCED,
                    "OverriddenByImage",
                    "A JVM reports a heap of %dMi where %dMi are given; look for _JAVA_OPTIONS in the image."
                            .formatted(seen.largestHeapBytes() / MEBIBYTE, split.heapMebibytes()));
        }
        return yes(look, split);
    }

    private static Answer yes(PlatformLook look, MemorySplit split) {
        String message = "Every H2O Pod runs with a heap of %dMi, %d %% of its %dMi, and %dMi are left outside it."
                .formatted(split.heapMebibytes(), split.heapPercent(), split.limitMebibytes(), split.nativeMebibytes());
        boolean corrected = look.observed()
                .repaired()
                .contains("StatefulSet/" + Names.of(look.valid()).h2o());
        // Kept until the spec changes, so that somebody who looks later still sees that it happened.
        boolean correctedBefore = look.previous(MEMORY_SPLIT_ENFORCED)
                .filter(each -> DRIFT_CORRECTED.equals(each.getReason()))
                .filter(each ->
                        Long.valueOf(PlatformLook.generation(look.platform())).equals(each.getObservedGeneration()))
                .isPresent();
        if (corrected || correctedBefore) {
            return Answer.yes(
                    MEMORY_SPLIT_ENFORCED, DRIFT_CORRECTED, message + " The StatefulSet was edited and put back.");
        }
        return Answer.yes(
                MEMORY_SPLIT_ENFORCED, split.heapPercent() == 60 ? "HeapIsSixtyPercent" : "HeapIsAsAsked", message);
    }

    /** The last one counts, as it does for the JVM. */
    private static String heapFlag(PodFacts pod) {
        return pod.command().stream().filter(each -> each.startsWith("-Xmx")).reduce("", (first, second) -> second);
    }
}
