package dev.plumbline.scorer.live;

import dev.plumbline.scorer.serving.ModelRef;
import java.util.Optional;

/**
 * What the operator has decided for all Pods.
 *
 * @param epoch counts the switches; the active model belongs to it
 * @param target the model of the next epoch, while one is being rolled out
 * @param left clients are sent to the Pods of another Deployment; these are kept as the way back
 */
public record LiveRecord(long epoch, Optional<ModelRef> active, Optional<ModelRef> target, boolean left) {

    public LiveRecord(long epoch, Optional<ModelRef> active, Optional<ModelRef> target) {
        this(epoch, active, target, false);
    }
}
