package dev.plumbline.plan;

import static dev.plumbline.plan.ValidPlatforms.orElse;

import dev.plumbline.api.FailoverSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.StorageSpec;
import dev.plumbline.api.SynchronousSpec;
import dev.plumbline.plan.ValidPlatform.Failover;
import dev.plumbline.plan.ValidPlatform.Postgres;
import dev.plumbline.views.ProfileDefaults;
import java.util.List;
import java.util.regex.Pattern;

/** The Postgres part of a platform with its defaults. */
final class ValidPostgres {
    private static final String STRICT = "Strict";
    private static final String PREFERRED = "Preferred";
    private static final String ASYNCHRONOUS = "Asynchronous";
    private static final PostgresSpec ABSENT =
            new PostgresSpec(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private ValidPostgres() {}

    static Postgres of(PostgresSpec given, ProfileDefaults profile) {
        PostgresSpec spec = orElse(given, ABSENT);
        int instances = orElse(spec.instances(), profile.postgresInstances());
        StorageSpec storage = orElse(spec.storage(), new StorageSpec(null, null, null, null, null));
        String durability = durability(spec.synchronous(), profile, instances);
        return new Postgres(
                orElse(spec.version(), ProfileDefaults.POSTGRES_VERSION),
                orElse(spec.image(), ""),
                instances,
                ValidCompute.of(spec.resources(), Defaults.POSTGRES_MEMORY),
                ValidCompute.bytes(orElse(storage.size(), Defaults.POSTGRES_STORAGE)),
                orElse(storage.storageClassName(), ""),
                durability.equals(STRICT),
                durability.equals(ASYNCHRONOUS) ? 0 : standbys(spec.synchronous(), instances),
                failover(spec.failover()),
                orElse(spec.maxConnections(), ProfileDefaults.MAX_CONNECTIONS),
                orElse(spec.extensions(), List.<String>of()).stream()
                        .map(ValidPostgres::extension)
                        .toList());
    }

    /** The name becomes part of a script. */
    private static String extension(String name) {
        if (!EXTENSION.matcher(name).matches()) {
            throw new IllegalArgumentException("an entry of spec.postgres.extensions is not the name of an extension");
        }
        return name;
    }

    private static String durability(SynchronousSpec given, ProfileDefaults profile, int instances) {
        if (given != null && given.durability() != null) {
            return given.durability();
        }
        return profile.strictReplication() && instances > 1 ? STRICT : PREFERRED;
    }

    /** A database alone has nobody to wait for. */
    private static int standbys(SynchronousSpec given, int instances) {
        int asked = given == null ? 1 : orElse(given.standbys(), 1);
        return Math.min(asked, instances - 1);
    }

    private static Failover failover(FailoverSpec given) {
        Failover otherwise = Defaults.FAILOVER;
        if (given == null) {
            return otherwise;
        }
        return new Failover(
                orElse(given.ttlSeconds(), otherwise.ttlSeconds()),
                orElse(given.loopWaitSeconds(), otherwise.loopWaitSeconds()),
                orElse(given.retryTimeoutSeconds(), otherwise.retryTimeoutSeconds()),
                orElse(given.objectiveSeconds(), otherwise.objectiveSeconds()));
    }
}
