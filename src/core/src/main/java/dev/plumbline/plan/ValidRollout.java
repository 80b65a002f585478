package dev.plumbline.plan;

import dev.plumbline.api.CacheFailurePolicy;
import dev.plumbline.api.CacheMode;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Strategy;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A ModelRollout with nothing left open: defaults applied, quantities as bytes, no nulls. Made by {@link ValidRollouts}.
 *
 * @param platform the name of its MlPlatform
 * @param h2oVersion of that platform; the version that a MOJO must carry
 * @param store how the model is fetched and whose signature it must bear
 * @param storesAllowed URI prefixes of stores that the platform lists; private addresses are fetched from only there
 */
public record ValidRollout(
        String namespace,
        String name,
        String platform,
        String h2oVersion,
        List<String> storesAllowed,
        boolean paused,
        ModelVersion model,
        Store store,
        Serving serving,
        Switch strategy) {

    public ValidRollout {
        storesAllowed = List.copyOf(storesAllowed);
    }

    /**
     * @param credentials Secret with the logins of the store and its certificate authority
     * @param signingKey Secret with the public key; absent: only the digest is checked
     * @param algorithm that the model must be of; absent: any
     * @param schemaPolicy how like the active model's its inputs must be; absent: they are not compared
     */
    public record Store(
            Optional<String> credentials,
            Optional<String> signingKey,
            Optional<String> algorithm,
            Optional<String> schemaPolicy) {}

    /**
     * @param maxReplicas equal to {@code minReplicas} where nothing scales
     * @param breakerQueueDepth waiting requests at which the breaker opens
     * @param env the user's own variables
     * @param cache absent: no prediction is remembered
     */
    public record Serving(
            int minReplicas,
            int maxReplicas,
            int targetCpuPercent,
            ValidPlatform.Compute compute,
            int heapPercent,
            int executorThreads,
            int queueCapacity,
            int breakerQueueDepth,
            int breakerOpenSeconds,
            List<EnvVar> env,
            Optional<Cache> cache) {

        public Serving {
            env = List.copyOf(env);
        }

        public boolean scales() {
            return maxReplicas > minReplicas;
        }
    }

    /** The prediction cache. {@code mode} is never {@code NEVER}. */
    public record Cache(
            CacheMode mode,
            String keyTemplate,
            int ttlSeconds,
            boolean coalesce,
            boolean earlyExpiry,
            CacheFailurePolicy onFailure) {}

    /**
     * How the next model takes over.
     *
     * @param maxWarmupP99Milliseconds absent: any warm-up is accepted
     * @param minWarmSeconds for which every Pod must have been warm before the switch
     * @param max5xx answers of 5xx that one Pod may give in the watch window; absent: nothing is watched
     * @param takeover how a warm target becomes active, and what it is measured by
     */
    public record Switch(
            int warmupRequests,
            OptionalDouble maxWarmupP99Milliseconds,
            int minWarmSeconds,
            int progressDeadlineSeconds,
            int watchSeconds,
            OptionalLong max5xx,
            Strategy takeover) {}
}
