package dev.plumbline.views.physical;

import dev.plumbline.api.EnvVarSpec;
import dev.plumbline.api.SecuritySpec;
import dev.plumbline.api.StorageSpec;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import java.util.ArrayList;
import java.util.List;

/**
 * One component of a platform, reduced to what the rules of the physical view ask of each component alike. Fields are
 * null where the manifest says nothing.
 *
 * @param path for example {@code spec.postgres}
 * @param title the component as users know it
 * @param version the version named, or the default; null for Mage, which has none
 */
record Part(
        String path,
        String title,
        String version,
        String image,
        String exposure,
        Integer hostPort,
        StorageSpec storage,
        SecuritySpec security,
        List<EnvVarSpec> env) {

    static List<Part> of(PlatformSubject subject) {
        var parts = new ArrayList<Part>();
        subject.h2o()
                .ifPresent(h2o -> parts.add(new Part(
                        "spec.h2o",
                        "H2O",
                        or(h2o.version(), ProfileDefaults.H2O_VERSION),
                        h2o.image(),
                        h2o.exposure(),
                        h2o.hostPort(),
                        null,
                        h2o.securityContext(),
                        Items.of(h2o.env()))));
        subject.postgres()
                .ifPresent(postgres -> parts.add(new Part(
                        "spec.postgres",
                        "Postgres",
                        or(postgres.version(), ProfileDefaults.POSTGRES_VERSION),
                        postgres.image(),
                        postgres.exposure(),
                        postgres.hostPort(),
                        postgres.storage(),
                        postgres.securityContext(),
                        List.of())));
        subject.redis()
                .ifPresent(redis -> parts.add(new Part(
                        "spec.redis",
                        "Redis",
                        or(redis.version(), ProfileDefaults.REDIS_VERSION),
                        redis.image(),
                        redis.exposure(),
                        redis.hostPort(),
                        redis.storage(),
                        redis.securityContext(),
                        List.of())));
        subject.mage()
                .ifPresent(mage -> parts.add(new Part(
                        "spec.mage",
                        "Mage",
                        mage.version(),
                        mage.image(),
                        mage.exposure(),
                        mage.hostPort(),
                        mage.storage(),
                        mage.securityContext(),
                        Items.of(mage.env()))));
        return parts;
    }

    private static String or(String given, String fallback) {
        return given == null ? fallback : given;
    }
}
