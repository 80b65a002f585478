package dev.plumbline.rollout;

import java.time.Instant;

/**
 * The preparation that is under way.
 *
 * @param startedAt the deadline counts from here
 */
public record Attempt(Instant startedAt) {}
