package dev.plumbline.views.physical;

import dev.plumbline.api.RedisSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.List;

/** PHY-15: a full cache evicts, and Redis has memory to do so. */
public final class CachePolicy extends Rule {
    private static final int MAX_PERCENT = 85;

    private static final List<String> POLICIES = List.of(
            "allkeys-lru",
            "allkeys-lfu",
            "allkeys-random",
            "volatile-lru",
            "volatile-lfu",
            "volatile-random",
            "volatile-ttl");

    public CachePolicy() {
        super(RuleCard.exemptible(
                "PHY-15",
                View.PHYSICAL,
                Gate.CRD,
                "Cache that fails when full",
                "redis.maxMemoryPercentOfLimit is above 85 or below 1, or evictionPolicy is noeviction or unknown.",
                """
                Redis needs memory beside its data for buffers and fragmentation; above 85 % of the limit the kernel
                kills it. noeviction answers writes with errors as soon as the cache is full.""",
                "Use maxMemoryPercentOfLimit 75 and evictionPolicy allkeys-lru or volatile-ttl."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.redis()
                .map(RedisSpec::maxMemoryPercentOfLimit)
                .filter(percent -> percent > MAX_PERCENT || percent < 1)
                .ifPresent(percent -> out.at("spec.redis.maxMemoryPercentOfLimit")
                        .found(percent)
                        .allowed("1-" + MAX_PERCENT)
                        .says(
                                "maxMemoryPercentOfLimit %d leaves Redis no room for buffers or data; allowed 1-%d, default 75.",
                                percent, MAX_PERCENT));
        subject.redis()
                .map(RedisSpec::evictionPolicy)
                .filter(policy -> !POLICIES.contains(policy))
                .ifPresent(policy -> out.at("spec.redis.evictionPolicy")
                        .found(policy)
                        .allowed(String.join(", ", POLICIES))
                        .says(
                                policy.equals("noeviction")
                                        ? "evictionPolicy noeviction turns a full cache into errors; use allkeys-lru or volatile-ttl."
                                        : "evictionPolicy \"" + policy
                                                + "\" is unknown to Redis; use allkeys-lru or volatile-ttl."));
    }
}
