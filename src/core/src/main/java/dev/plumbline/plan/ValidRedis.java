package dev.plumbline.plan;

import static dev.plumbline.plan.ValidPlatforms.orElse;

import dev.plumbline.api.RedisSpec;
import dev.plumbline.plan.ValidPlatform.Redis;
import dev.plumbline.views.ProfileDefaults;

/** The Redis part of a platform with its defaults. */
final class ValidRedis {
    private static final RedisSpec ABSENT = new RedisSpec(null, null, null, null, null, null, null, null, null, null);

    private ValidRedis() {}

    static Redis of(RedisSpec given, ProfileDefaults profile) {
        RedisSpec spec = orElse(given, ABSENT);
        return new Redis(
                orElse(spec.version(), ProfileDefaults.REDIS_VERSION),
                orElse(spec.image(), ""),
                orElse(spec.replicas(), profile.redisReplicas()),
                ValidCompute.of(spec.resources(), Defaults.REDIS_MEMORY),
                orElse(spec.maxMemoryPercentOfLimit(), Defaults.REDIS_MAX_MEMORY_PERCENT),
                orElse(spec.evictionPolicy(), Defaults.REDIS_EVICTION));
    }
}
