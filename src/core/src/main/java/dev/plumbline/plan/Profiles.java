package dev.plumbline.plan;

import dev.plumbline.api.Profile;

/**
 * The defaults that depend on the profile, as one table. Quantities are text, as a user would write them.
 *
 * @param strict whether replication is synchronous and blocks rather than lose a commit
 */
public record Profiles(int h2oNodes, int postgresInstances, boolean strict, int redisReplicas) {
    public static final String H2O_VERSION = "3.46.0.11";
    public static final String POSTGRES_VERSION = "15";
    public static final String REDIS_VERSION = "7.0";

    static final String POSTGRES_MEMORY = "1Gi";
    static final String POSTGRES_STORAGE = "10Gi";
    static final String REDIS_MEMORY = "256Mi";

    /** Asked for where the user names no cpu; there is no limit then. */
    static final String CPU_REQUEST = "100m";

    static final int MAX_CONNECTIONS = 200;
    static final int REDIS_MAX_MEMORY_PERCENT = 75;
    static final String REDIS_EVICTION = "allkeys-lru";
    static final int LOOKUP_TIMEOUT_SECONDS = 180;

    /** Patroni's smallest lease, with the loop and the retries that it allows: 5 + 2 x 5 is not over 20. */
    static final ValidPlatform.Failover FAILOVER = new ValidPlatform.Failover(20, 5, 5, 30);

    public static Profiles of(Profile profile) {
        return switch (profile) {
            case DEVELOPMENT -> new Profiles(1, 1, false, 1);
            case TESTING -> new Profiles(3, 3, true, 1);
            case PRODUCTION -> new Profiles(3, 3, true, 3);
        };
    }
}
