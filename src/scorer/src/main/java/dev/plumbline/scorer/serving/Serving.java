package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.LoadedModel;

/**
 * What answers requests: a model and the epoch in which it became active. Immutable; a request takes one of these and
 * looks nowhere else, so that no answer mixes two models.
 *
 * @param sinceEpochMillis when it became active
 */
public record Serving(long epoch, ModelRef ref, LoadedModel model, long sinceEpochMillis) {}
