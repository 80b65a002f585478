package dev.plumbline.rollout;

import java.util.OptionalDouble;

/**
 * What a Pod decided about remembering the predictions of the active model, and what it measured.
 *
 * @param version that the decision is about
 * @param use as the Pod spells it: Off, Near, Sample, Redis
 * @param because one sentence
 * @param scoreMicros one row scored
 * @param lookupMicros one row looked up, over hits and misses
 * @param redisMicros one round trip
 */
public record CacheReport(
        String mode,
        String version,
        String use,
        String because,
        OptionalDouble scoreMicros,
        OptionalDouble lookupMicros,
        OptionalDouble redisMicros) {}
