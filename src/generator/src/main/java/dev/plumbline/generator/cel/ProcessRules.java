package dev.plumbline.generator.cel;

import java.util.List;

/** The process view: a cache that a swap cannot poison, and queues with an end. */
final class ProcessRules {

    private static final String NO_CACHE = "self.?mode.orValue('Auto') == 'Never'";
    private static final String CAPACITY = "self.?executor.?queueCapacity.orValue(200)";
    private static final String THREADS = "self.?executor.?threads.orValue(2)";

    private ProcessRules() {}

    static List<CelRule> rollout() {
        return List.of(timeToLive(), keyTemplate(), pool(), queue(), threads(), breaker());
    }

    private static CelRule timeToLive() {
        String why = ": an entry without an end outlives its truth. Example: 300.";
        return new CelRule(
                "PRO-01",
                "spec.serving.cache",
                ".ttlSeconds",
                NO_CACHE + " || self.?ttlSeconds.orValue(0) > 0",
                "cache.ttlSeconds must be set and above 0.",
                Text.when(
                        "has(self.ttlSeconds)",
                        Text.of("cache.ttlSeconds %s must be above 0" + why, "self.ttlSeconds"),
                        Text.of("cache.ttlSeconds is required" + why)));
    }

    private static CelRule keyTemplate() {
        String text =
                "cache.keyTemplate must contain {modelVersion}, otherwise a swap serves predictions of the old model.";
        return new CelRule(
                "PRO-01",
                "spec.serving.cache",
                ".keyTemplate",
                NO_CACHE + " || !has(self.keyTemplate) || self.keyTemplate.contains('{modelVersion}')",
                text,
                Text.of(text));
    }

    /** Whether the pools of all Pods fit into Postgres is the webhook's to say: the platform knows its connections. */
    private static CelRule pool() {
        String text = "pool.maxSize is required: an unset pool opens connections without a bound. Example: 10.";
        return new CelRule(
                "PRO-02",
                "spec.serving",
                ".pool.maxSize",
                "!has(self.pool) || self.pool.?maxSize.orValue(0) >= 1",
                "pool.maxSize is required and must be positive.",
                Text.when(
                        "has(self.pool.maxSize)",
                        Text.of(
                                "pool.maxSize %s must be positive; set it, for example to 10, or remove pool.",
                                "self.pool.maxSize"),
                        Text.of(text)));
    }

    /** 100000 waiting requests are past anything that one Pod can answer in time. */
    private static CelRule queue() {
        return new CelRule(
                "PRO-03",
                "spec.serving",
                ".executor.queueCapacity",
                "%1$s >= 1 && %1$s <= 100000".formatted(CAPACITY),
                "executor.queueCapacity: allowed 1-100000, default 200.",
                Text.of("executor.queueCapacity %s is no bound; allowed 1-100000, default 200.", CAPACITY));
    }

    private static CelRule threads() {
        return new CelRule(
                "PRO-03",
                "spec.serving",
                ".executor.threads",
                "%1$s >= 1 && %1$s <= 256".formatted(THREADS),
                "executor.threads: allowed 1-256, default 2.",
                Text.of("executor.threads %s cannot score; allowed 1-256, default 2.", THREADS));
    }

    private static CelRule breaker() {
        String depth = "self.circuitBreaker.queueDepth";
        return new CelRule(
                "PRO-03",
                "spec.serving",
                ".circuitBreaker.queueDepth",
                "!has(self.circuitBreaker) || !has(%1$s) || (%1$s >= 1 && %1$s <= %2$s)".formatted(depth, CAPACITY),
                "circuitBreaker.queueDepth must be at most executor.queueCapacity.",
                Text.when(
                        depth + " < 1",
                        Text.of("circuitBreaker.queueDepth %s would always be open; allowed 1-%s.", depth, CAPACITY),
                        Text.of(
                                "circuitBreaker.queueDepth %s can never trip: executor.queueCapacity is %s.",
                                depth, CAPACITY)));
    }
}
