package dev.plumbline.rollout;

import dev.plumbline.views.Amount;
import dev.plumbline.views.MemorySplit;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the active model and the next one fit a Pod together, from what both are estimated to take. Known before
 * anything is loaded, so that a Pod is not driven to the end of its heap to find out; each Pod looks again by itself.
 */
final class Headroom {

    /** A fifth of the heap stays for requests and the server itself, as in the Pods' own check. */
    private static final int USABLE_PERCENT = 80;

    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private Headroom() {}

    /** What is wrong and which memory would do; empty when both fit or one of the two is not known. */
    static Optional<String> shortage(Facts facts, ModelVersion goal) {
        Optional<Long> target = facts.intent()
                .verified()
                .filter(v -> v.digest().equals(goal.digest()))
                .flatMap(Verified::artifact)
                .map(ArtifactFacts::estimatedHeapBytes);
        Optional<Wanted.Memory> memory = facts.wanted().memory();
        if (target.isEmpty() || memory.isEmpty() || facts.intent().serves(goal)) {
            return Optional.empty();
        }
        long active = facts.pods().stream()
                .flatMap(p -> p.active().stream())
                .map(m -> m.artifact().map(ArtifactFacts::estimatedHeapBytes).orElse(null))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(0L);
        return shortage(active, target.get(), memory.get());
    }

    private static Optional<String> shortage(long active, long target, Wanted.Memory memory) {
        long heap = MemorySplit.of(memory.limitBytes(), memory.heapPercent()).heapMebibytes() * MEBIBYTE;
        if (active + target <= heap / 100 * USABLE_PERCENT) {
            return Optional.empty();
        }
        return Optional.of("active %s + target %s do not fit %d%% of the heap of %s (%d%% of %s); raise memory to %s"
                .formatted(
                        Amount.text(active),
                        Amount.text(target),
                        USABLE_PERCENT,
                        Amount.text(heap),
                        memory.heapPercent(),
                        Amount.text(memory.limitBytes()),
                        enough(active + target, memory.heapPercent())));
    }

    /** Whole gibibytes, or steps of 256Mi where less than four would do. */
    private static String enough(long models, int heapPercent) {
        double limit = models * 100.0 / USABLE_PERCENT * 100.0 / heapPercent;
        long quarters = (long) Math.ceil(limit / (256 * MEBIBYTE));
        return quarters <= 16 && quarters % 4 != 0 ? quarters * 256 + "Mi" : (long) Math.ceil(limit / GIBIBYTE) + "Gi";
    }
}
