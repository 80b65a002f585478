package dev.plumbline.views;

import dev.plumbline.api.Profile;
import java.util.List;

/**
 * What an absent field means, by profile. A rule must judge the number that the planner will use, so both read it here.
 *
 * @param strictReplication whether an absent durability means Strict
 */
public record ProfileDefaults(
        int h2oNodes, int postgresInstances, boolean strictReplication, int redisReplicas, boolean mage) {

    /** The newest H2O that exports MOJOs from the open-source client, and free of CVE-2026-3960. */
    public static final String H2O_VERSION = "3.46.0.11";

    /** What Debian 12, the base of the operator's images, ships. */
    public static final String POSTGRES_VERSION = "15";

    public static final String REDIS_VERSION = "7.0";

    /** Patroni's smallest legal lease is 20 s; 5 + 2*5 fits in it, and a failover ends within 30 s. */
    public static final int TTL_SECONDS = 20;

    public static final int LOOP_WAIT_SECONDS = 5;
    public static final int RETRY_TIMEOUT_SECONDS = 5;
    public static final int OBJECTIVE_SECONDS = 30;

    /** {@code max_connections} of a planned Postgres. */
    public static final int MAX_CONNECTIONS = 200;

    /** Two inference Pods, so that a drained node leaves one. */
    public static final int SERVING_REPLICAS = 2;

    public static final int QUEUE_CAPACITY = 200;
    public static final int EXECUTOR_THREADS = 2;
    public static final String SERVING_MEMORY = "1Gi";
    public static final int PROGRESS_DEADLINE_SECONDS = 900;
    public static final int HOLD_SECONDS = 300;

    /** Percents of the steps of a canary that names none; each is held for {@link #HOLD_SECONDS}. */
    public static final List<Integer> CANARY_WEIGHTS = List.of(10, 50);

    public static ProfileDefaults of(Profile profile) {
        return switch (profile) {
            case DEVELOPMENT -> new ProfileDefaults(1, 1, false, 1, false);
            case TESTING -> new ProfileDefaults(3, 3, true, 1, true);
            case PRODUCTION -> new ProfileDefaults(3, 3, true, 3, true);
        };
    }
}
