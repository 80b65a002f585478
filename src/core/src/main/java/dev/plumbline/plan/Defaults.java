package dev.plumbline.plan;

import dev.plumbline.plan.ValidPlatform.Failover;
import dev.plumbline.views.ProfileDefaults;

/** Defaults that no rule needs to know; those that a rule judges too stand in {@link ProfileDefaults}. */
final class Defaults {
    static final String POSTGRES_MEMORY = "1Gi";
    static final String POSTGRES_STORAGE = "10Gi";
    static final String REDIS_MEMORY = "256Mi";

    /** Asked for where the user names no cpu; there is no limit then. */
    static final String CPU_REQUEST = "100m";

    static final int REDIS_MAX_MEMORY_PERCENT = 75;
    static final String REDIS_EVICTION = "allkeys-lru";

    /** H2O's own default. */
    static final int LOOKUP_TIMEOUT_SECONDS = 180;

    static final Failover FAILOVER = new Failover(
            ProfileDefaults.TTL_SECONDS,
            ProfileDefaults.LOOP_WAIT_SECONDS,
            ProfileDefaults.RETRY_TIMEOUT_SECONDS,
            ProfileDefaults.OBJECTIVE_SECONDS);

    private Defaults() {}
}
