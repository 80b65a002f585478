package dev.plumbline.operator.rollout;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.rollout.Wanted.Hold;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Verdicts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The rules once more: a spec may have been stored while the webhook was away, or its platform may be gone. */
final class RolloutGuard {

    private RolloutGuard() {}

    static Verdicts judge(
            ModelRollout rollout, Optional<MlPlatform> platform, List<ModelRollout> namespace, LocalDate today) {
        PlatformLookup lookup =
                platform.<PlatformLookup>map(PlatformLookup.Found::new).orElseGet(PlatformLookup.NotFound::new);
        return Policies.running()
                .judge(RolloutSubject.reviewed(rollout, today).among(namespace).on(lookup));
    }

    /** Why nothing new may begin; what serves goes on all the same. */
    static Optional<Hold> hold(ModelRollout rollout, Optional<MlPlatform> platform, Verdicts verdicts) {
        String name = rollout.getMetadata().getNamespace() + "/"
                + rollout.getSpec().platformRef().name();
        if (platform.isEmpty()) {
            return Optional.of(new Hold("PlatformMissing", "MlPlatform " + name + " does not exist"));
        }
        if (platform.get().getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(new Hold("PlatformDeleting", "MlPlatform " + name + " is being deleted"));
        }
        return verdicts.blocks() ? Optional.of(new Hold("ViolationsFound", verdicts.refusal())) : Optional.empty();
    }
}
