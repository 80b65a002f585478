package dev.plumbline.scorer.live;

import dev.plumbline.scorer.serving.ModelRef;
import java.util.Optional;

/**
 * What the operator has decided for all Pods.
 *
 * @param epoch counts the switches; the active model belongs to it
 * @param target the model of the next epoch, while one is being rolled out
 */
public record LiveRecord(long epoch, Optional<ModelRef> active, Optional<ModelRef> target) {}
