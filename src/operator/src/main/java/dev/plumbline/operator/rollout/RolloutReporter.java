package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.operator.event.Transitions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Optional;

/** Writes the status when it says something new, and tells what changed as Events. */
final class RolloutReporter {

    private final EventRecorder events;

    RolloutReporter(EventRecorder events) {
        this.events = events;
    }

    UpdateControl<ModelRollout> report(ModelRollout rollout, ModelRolloutStatus status) {
        if (status.equals(rollout.getStatus())) {
            return UpdateControl.noUpdate();
        }
        Transitions.between(
                        Optional.ofNullable(rollout.getStatus())
                                .map(ModelRolloutStatus::conditions)
                                .orElse(null),
                        status.conditions())
                .forEach(told -> {
                    if (told.warning()) {
                        events.warning(rollout, told.reason(), told.note());
                    } else {
                        events.normal(rollout, told.reason(), told.note());
                    }
                });
        ModelRollout patch = new ModelRollout();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(rollout.getMetadata().getNamespace())
                .withName(rollout.getMetadata().getName())
                .withUid(rollout.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return UpdateControl.patchStatus(patch);
    }
}
