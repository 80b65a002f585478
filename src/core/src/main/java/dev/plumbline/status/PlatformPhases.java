package dev.plumbline.status;

import dev.plumbline.api.PlatformPhase;
import java.util.List;

/** The conditions in one word, for {@code kubectl get}. */
final class PlatformPhases {
    private PlatformPhases() {}

    static PlatformPhase of(PlatformLook look, List<Answer> answers) {
        if (look.platform().getMetadata().getDeletionTimestamp() != null) {
            return PlatformPhase.DELETING;
        }
        if (look.valid().paused()) {
            return PlatformPhase.PAUSED;
        }
        if (holds(answers, PlatformConditions.READY)) {
            return PlatformPhase.READY;
        }
        if (!look.observed().foreign().isEmpty()) {
            return PlatformPhase.FAILED;
        }
        if (!look.born()) {
            return look.observed().pods().stream().anyMatch(PodFacts::running)
                    ? PlatformPhase.FORMING
                    : PlatformPhase.PENDING;
        }
        return holds(answers, PlatformConditions.PROGRESSING) ? PlatformPhase.RECOVERING : PlatformPhase.DEGRADED;
    }

    private static boolean holds(List<Answer> answers, String type) {
        return answers.stream().anyMatch(each -> each.type().equals(type) && each.isTrue());
    }
}
