package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.env;
import static dev.plumbline.plan.PodParts.readOnly;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Locale;

/** What an inference Pod is told of the platform's Redis. */
final class InferenceCache {

    private static final String FOLDER = "/etc/plumbline/cache";
    private static final String VOLUME = "cache";

    private InferenceCache() {}

    static List<EnvVar> environment(ValidRollout rollout, ValidRollout.Cache cache, Surroundings around) {
        Names platform = new Names(rollout.platform());
        return List.of(
                env("PLUMBLINE_CACHE_MODE", cache.mode().text().toLowerCase(Locale.ROOT)),
                env("PLUMBLINE_CACHE_KEY_TEMPLATE", cache.keyTemplate()),
                env("PLUMBLINE_CACHE_TTL", cache.ttlSeconds() + "s"),
                env("PLUMBLINE_CACHE_COALESCE", Boolean.toString(cache.coalesce())),
                env("PLUMBLINE_CACHE_EARLY_EXPIRY", Boolean.toString(cache.earlyExpiry())),
                env("PLUMBLINE_CACHE_ON_FAILURE", cache.onFailure().text().toLowerCase(Locale.ROOT)),
                env("PLUMBLINE_CACHE_REDIS_HOST", around.serviceName(platform.redis(), rollout.namespace())),
                env("PLUMBLINE_CACHE_REDIS_PORT", Integer.toString(Ports.REDIS)),
                env("PLUMBLINE_CACHE_REDIS_USER", Credentials.SCORER),
                env("PLUMBLINE_CACHE_REDIS_PASSWORD_FILE", FOLDER + "/" + Credentials.PASSWORD));
    }

    /** Optional: a Pod whose cache has no password yet scores all the same. */
    static Volume volume(ValidRollout rollout) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewSecret()
                .withSecretName(new Names(rollout.platform()).redisScorer())
                .withDefaultMode(0440)
                .withOptional(true)
                .addNewItem()
                .withKey(Credentials.PASSWORD)
                .withPath(Credentials.PASSWORD)
                .endItem()
                .endSecret()
                .build();
    }

    static VolumeMount mount() {
        return readOnly(VOLUME, FOLDER);
    }
}
