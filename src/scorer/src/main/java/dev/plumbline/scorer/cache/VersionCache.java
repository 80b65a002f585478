package dev.plumbline.scorer.cache;

import dev.plumbline.scorer.serving.ModelRef;
import java.util.OptionalLong;

/**
 * What belongs to one version of a model: how its entries are found, what they cost, and whether they pay. The model
 * itself is not held here, or its memory would not come free when it is let go.
 */
final class VersionCache {

    private final ModelRef ref;
    private final Seal seal;
    private final KeyTemplate.Bound keys;
    private final CacheMode mode;
    private final boolean remote;
    private final Samples scores = new Samples();
    private final Samples lookups = new Samples();
    private final HitRatio redisHits = new HitRatio();
    private volatile Economy.Verdict verdict;

    /** @param remote whether there is a Redis at all */
    VersionCache(ModelRef ref, Seal seal, KeyTemplate.Bound keys, CacheMode mode, boolean remote) {
        this.ref = ref;
        this.seal = seal;
        this.keys = keys;
        this.mode = mode;
        this.remote = remote;
        this.verdict = economy(OptionalLong.empty()).judge(Use.OFF);
        judge(OptionalLong.empty());
    }

    ModelRef ref() {
        return ref;
    }

    Seal seal() {
        return seal;
    }

    byte[] redisKey(Key key) {
        return keys.key(key);
    }

    Use use() {
        return verdict.use();
    }

    Economy.Verdict verdict() {
        return verdict;
    }

    boolean isMeasured() {
        return scores.isEnough();
    }

    void scored(long nanos) {
        scores.add(nanos);
    }

    void lookedUp(long nanos) {
        lookups.add(nanos);
    }

    void asked(boolean hit) {
        redisHits.add(hit);
    }

    Economy economy(OptionalLong roundTripNanos) {
        return new Economy(scores.median(), lookups.median(), roundTripNanos, redisHits.value());
    }

    /** Draws the conclusion from what was measured so far. */
    void judge(OptionalLong roundTripNanos) {
        verdict = switch (mode) {
            case NEVER -> new Economy.Verdict(Use.OFF, "the rollout asks for none");
            case ALWAYS -> new Economy.Verdict(remote ? Use.REDIS : Use.NEAR, "the rollout asks for it");
            case AUTO -> economy(remote ? roundTripNanos : OptionalLong.empty()).judge(verdict.use());
        };
    }
}
