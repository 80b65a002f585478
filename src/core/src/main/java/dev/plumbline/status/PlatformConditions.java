package dev.plumbline.status;

import java.util.List;

/** The condition types of an MlPlatform, in the order in which they are listed. */
public final class PlatformConditions {
    public static final String READY = "Ready";
    public static final String AVAILABLE = "Available";
    public static final String PROGRESSING = "Progressing";
    public static final String DEGRADED = "Degraded";
    public static final String PAUSED = "Paused";
    public static final String H2O_CLUSTER_FORMED = "H2OClusterFormed";
    public static final String MEMORY_SPLIT_ENFORCED = "MemorySplitEnforced";
    public static final String POSTGRES_READY = "PostgresReady";
    public static final String SYNC_REPLICATION_SATISFIED = "SyncReplicationSatisfied";
    public static final String FAILOVER_OBJECTIVE_MET = "FailoverObjectiveMet";
    public static final String CONTINUOUS_ARCHIVING = "ContinuousArchiving";
    public static final String CACHE_READY = "CacheReady";
    public static final String NETWORK_ISOLATED = "NetworkIsolated";
    public static final String VIEWS_COMPLIANT = "ViewsCompliant";

    public static final List<String> ORDER = List.of(
            READY,
            AVAILABLE,
            PROGRESSING,
            DEGRADED,
            PAUSED,
            H2O_CLUSTER_FORMED,
            MEMORY_SPLIT_ENFORCED,
            POSTGRES_READY,
            SYNC_REPLICATION_SATISFIED,
            FAILOVER_OBJECTIVE_MET,
            CONTINUOUS_ARCHIVING,
            CACHE_READY,
            NETWORK_ISOLATED,
            VIEWS_COMPLIANT);

    private PlatformConditions() {}
}
