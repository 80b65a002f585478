package dev.plumbline.rollout;

import java.time.Instant;

/**
 * A verb that was carried out, or found to have nothing to do.
 *
 * @param nonce the value of the annotation, so that the same one is not carried out twice
 * @param outcome one sentence for the user
 */
public record Heard(String nonce, boolean done, String outcome, Instant at) {}
