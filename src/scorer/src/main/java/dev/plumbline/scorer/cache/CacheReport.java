package dev.plumbline.scorer.cache;

import dev.plumbline.scorer.cache.CacheMeters.Source;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The decision about one version and the numbers behind it.
 *
 * @param scoreMicros NaN where it is not known, like the other measurements
 */
public record CacheReport(
        CacheMode mode,
        String version,
        Use use,
        String because,
        double scoreMicros,
        double lookupMicros,
        double roundTripMicros,
        double redisHitRatio,
        String redis,
        long breakerOpenings,
        long entries,
        long nearHits,
        long redisHits,
        long scored) {

    static CacheReport of(CacheMode mode, Optional<VersionCache> version, Tools tools) {
        OptionalLong trip = tools.remote().map(RemoteCache::roundTripNanos).orElse(OptionalLong.empty());
        Economy economy = version.map(v -> v.economy(trip))
                .orElse(new Economy(OptionalLong.empty(), OptionalLong.empty(), trip, OptionalDouble.empty()));
        Economy.Verdict verdict =
                version.map(VersionCache::verdict).orElse(new Economy.Verdict(Use.OFF, "nothing has been scored yet"));
        CacheMeters meters = tools.meters();
        return new CacheReport(
                mode,
                version.map(v -> v.ref().version()).orElse(""),
                verdict.use(),
                verdict.because(),
                micros(economy.scoreNanos()),
                micros(economy.lookupNanos()),
                micros(economy.roundTripNanos()),
                economy.redisHits().orElse(Double.NaN),
                tools.remote().map(r -> r.isUsable() ? "Up" : "Down").orElse("None"),
                tools.remote().map(RemoteCache::breakerOpenings).orElse(0L),
                tools.near().size(),
                (long) meters.rows(Source.NEAR),
                (long) meters.rows(Source.REDIS),
                (long) (meters.rows(Source.SCORED) + meters.rows(Source.RENEWED)));
    }

    public JsonObject json() {
        return new JsonObject()
                .put("mode", name(mode))
                .put("version", version)
                .put("use", name(use))
                .put("because", because)
                .put("scoreMicros", known(scoreMicros))
                .put("lookupMicros", known(lookupMicros))
                .put("redisMicros", known(roundTripMicros))
                .put("redisHitRatio", known(redisHitRatio))
                .put("redis", redis)
                .put("breakerOpenings", breakerOpenings)
                .put("entries", entries)
                .put("nearHits", nearHits)
                .put("redisHits", redisHits)
                .put("scored", scored);
    }

    /** As manifests spell it. */
    private static String name(Enum<?> value) {
        String lower = value.name().toLowerCase(Locale.ROOT);
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }

    private static double micros(OptionalLong nanos) {
        return nanos.isPresent() ? nanos.getAsLong() / 1e3 : Double.NaN;
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
