package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoArchive;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import java.util.Optional;

/**
 * Whether two models fit the heap at once, which a switch needs. The expanded size of an archive is what a forest takes,
 * and a third more covers what is built around it; a fifth of the heap stays for requests and the server itself.
 */
final class Headroom {

    private Headroom() {}

    static Outcome<ArtifactFile> check(ArtifactFile file, Optional<LoadedModel> active) {
        return check(
                file,
                MojoArchive.declaredBytes(file.path()),
                active,
                Runtime.getRuntime().maxMemory());
    }

    static Outcome<ArtifactFile> check(
            ArtifactFile file, long declaredBytes, Optional<LoadedModel> active, long heapBytes) {
        long target = withOverhead(declaredBytes);
        long held = active.map(model -> withOverhead(model.estimatedBytes())).orElse(0L);
        long usable = heapBytes / 5 * 4;
        if (target + held <= usable) {
            return Outcome.passed(file);
        }
        return Outcome.refused(
                Refusal.Reason.InsufficientHeapForSwap,
                "active %d MiB + target %d MiB do not fit 80%% of the heap of %d MiB"
                        .formatted(held >> 20, target >> 20, heapBytes >> 20));
    }

    private static long withOverhead(long bytes) {
        return bytes / 3 * 4;
    }
}
