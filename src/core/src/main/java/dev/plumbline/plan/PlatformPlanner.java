package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** From a valid platform to its objects; the same input gives the same objects in the same order. */
public final class PlatformPlanner {
    private PlatformPlanner() {}

    /**
     * @param platform what is asked for
     * @param around what the plan must know of the cluster
     * @return every object but the Secrets, which {@link Credentials#of} describes
     */
    public static PlatformPlan plan(ValidPlatform platform, Surroundings around) {
        List<HasMetadata> all = new ArrayList<>();
        // The policies come first, so that no Pod is ever reachable without them.
        if (platform.network().isolated()) {
            all.addAll(NetworkPolicies.of(platform, around));
        }
        all.addAll(PostgresObjects.of(platform, around));
        all.addAll(RedisObjects.of(platform, around));
        all.addAll(H2oObjects.of(platform, around));
        return new PlatformPlan(all);
    }
}
