package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/**
 * An MlPlatform with nothing left open: defaults applied, quantities as bytes, no nulls. It is what the planner accepts
 * and is made by {@code ValidPlatforms}, which demands clean verdicts.
 *
 * @param keepVolumes whether the volumes outlive the platform
 */
public record ValidPlatform(
        String namespace,
        String name,
        boolean paused,
        boolean keepVolumes,
        H2o h2o,
        Postgres postgres,
        Redis redis,
        Network network) {

    /**
     * @param cpu a quantity such as {@code 4} or {@code 500m}
     * @param cpuLimited whether cpu is also the limit; false when the user named none and only a small request stands
     * @param memoryBytes request and limit at once
     */
    public record Compute(String cpu, boolean cpuLimited, long memoryBytes) {}

    /**
     * @param image the user's own image, empty for the operator's
     * @param args further arguments of h2o.jar
     * @param lookupTimeoutSeconds how long a node waits for its peers before it forms a smaller cloud
     * @param restartOnMemberLoss whether the operator restarts the whole cloud when a member is lost
     */
    public record H2o(
            String version,
            String image,
            int nodes,
            Compute compute,
            int heapPercent,
            List<String> jvmArgs,
            List<String> args,
            List<EnvVar> env,
            int lookupTimeoutSeconds,
            boolean restartOnMemberLoss) {
        public H2o {
            jvmArgs = List.copyOf(jvmArgs);
            args = List.copyOf(args);
            env = List.copyOf(env);
        }
    }

    /**
     * @param storageClassName empty for the cluster's default class
     * @param strict synchronous replication that blocks writes rather than lose one
     * @param synchronousStandbys how many standbys confirm a commit; 0 for asynchronous replication
     */
    public record Postgres(
            String version,
            String image,
            int instances,
            Compute compute,
            long storageBytes,
            String storageClassName,
            boolean strict,
            int synchronousStandbys,
            Failover failover,
            int maxConnections,
            List<String> extensions) {
        public Postgres {
            extensions = List.copyOf(extensions);
        }
    }

    /** Patroni's three timings and the objective that they are to meet, all in seconds. */
    public record Failover(int ttlSeconds, int loopWaitSeconds, int retryTimeoutSeconds, int objectiveSeconds) {}

    /** @param maxMemoryPercent share of the container's limit that the cache may fill before it evicts */
    public record Redis(
            String version, String image, int replicas, Compute compute, int maxMemoryPercent, String evictionPolicy) {}

    /**
     * @param isolated whether default-deny policies are planned
     * @param storePorts TCP ports of the model stores that rollouts may fetch from, beyond 80 and 443
     */
    public record Network(boolean isolated, List<Opening> openings, List<Integer> storePorts) {
        public Network {
            openings = List.copyOf(openings);
            storePorts = List.copyOf(storePorts);
        }
    }

    /** Namespaces that may call components of this platform. */
    public record Opening(LabelSelector namespaces, List<Component> components) {
        public Opening {
            components = List.copyOf(components);
        }
    }
}
