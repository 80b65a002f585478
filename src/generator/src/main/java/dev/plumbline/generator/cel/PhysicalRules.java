package dev.plumbline.generator.cel;

import java.util.ArrayList;
import java.util.List;

/** The physical view: names, security, exposure, images, Postgres timing. Memory and storage have their own lists. */
final class PhysicalRules {

    /** Components that nobody outside the cluster may reach. */
    private static final List<String> INTERNAL = List.of("h2o", "postgres", "redis", "mage");

    private PhysicalRules() {}

    static List<CelRule> platform() {
        List<CelRule> rules = new ArrayList<>();
        rules.addAll(MemoryRules.platform());
        rules.add(ImageRules.exact("h2o", "H2O", "3.46.0.11"));
        rules.add(ImageRules.major("postgres", "Postgres", "15"));
        rules.add(ImageRules.major("redis", "Redis", "7.0"));
        rules.add(ImageRules.exact("mage", "Mage", ""));
        rules.addAll(PostgresRules.all());
        rules.addAll(StorageRules.all());
        INTERNAL.forEach(component -> rules.add(exposure(component)));
        rules.add(isolation());
        INTERNAL.forEach(component -> rules.add(SecurityRules.at("spec." + component + ".securityContext")));
        rules.add(cacheMemory());
        rules.add(eviction());
        rules.add(nameLength());
        rules.add(nameForm());
        return rules;
    }

    static List<CelRule> rollout() {
        List<CelRule> rules = new ArrayList<>(MemoryRules.rollout());
        rules.add(SecurityRules.at("spec.serving.securityContext"));
        rules.add(nameLength());
        rules.add(nameForm());
        return rules;
    }

    private static CelRule exposure(String component) {
        String inside = " is not allowed: internal components are reachable inside the cluster only.";
        return new CelRule(
                "PHY-11",
                "spec." + component,
                "self.?exposure.orValue('Internal') == 'Internal' && !has(self.hostPort)",
                "exposure or hostPort" + inside,
                Text.when(
                        "has(self.hostPort)",
                        Text.of(component + ".hostPort %s" + inside, "self.hostPort"),
                        Text.of(component + ".exposure \"%s\"" + inside, "self.exposure")));
    }

    /** Which openings are too wide is the webhook's to say. */
    private static CelRule isolation() {
        String isolation = Cel.at("self", "network.isolation", "Strict");
        return new CelRule(
                "PHY-12",
                "spec",
                ".network.isolation",
                "%1$s == 'Strict' || (%1$s == 'None' && !%2$s) || %3$s"
                        .formatted(isolation, Cel.PRODUCTION, Cel.softened("PHY-12")),
                "network.isolation must be Strict in production.",
                Text.when(
                        isolation + " == 'None'",
                        Text.of(
                                "network.isolation None lets every Pod of the cluster reach the components; production needs"
                                        + " Strict."),
                        Text.of(
                                "network.isolation \"%s\" is unknown; use Strict, or None outside production.",
                                isolation)));
    }

    /** Over 85 % leaves no room for Redis' own buffers and the copy that a snapshot makes. */
    private static CelRule cacheMemory() {
        String percent = "self.?redis.?maxMemoryPercentOfLimit.orValue(75)";
        return new CelRule(
                "PHY-15",
                "spec",
                ".redis.maxMemoryPercentOfLimit",
                "(%1$s >= 1 && %1$s <= 85) || %2$s".formatted(percent, Cel.softened("PHY-15")),
                "redis.maxMemoryPercentOfLimit: allowed 1-85, default 75.",
                Text.of("redis.maxMemoryPercentOfLimit %s is out of bounds; allowed 1-85, default 75.", percent));
    }

    private static CelRule eviction() {
        String policy = "self.?redis.?evictionPolicy.orValue('allkeys-lru')";
        return new CelRule(
                "PHY-15",
                "spec",
                ".redis.evictionPolicy",
                """
                %s in ['allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'volatile-lru', 'volatile-lfu',
                'volatile-random', 'volatile-ttl'] || %s
                """.formatted(policy, Cel.softened("PHY-15")),
                "redis.evictionPolicy must evict; use allkeys-lru or volatile-ttl.",
                Text.when(
                        policy + " == 'noeviction'",
                        Text.of(
                                "evictionPolicy noeviction turns a full cache into errors; use allkeys-lru or volatile-ttl."),
                        Text.of(
                                "evictionPolicy \"%s\" is unknown to Redis; use allkeys-lru or volatile-ttl.",
                                policy)));
    }

    private static CelRule nameLength() {
        return new CelRule(
                "PHY-16",
                "",
                ".metadata.name",
                "self.metadata.name.size() <= 40",
                "name must have at most 40 characters, because pod and Service names are derived from it.",
                Text.of(
                        "name has %s characters; at most 40, because pod and Service names are derived from it.",
                        "self.metadata.name.size()"));
    }

    private static CelRule nameForm() {
        String form = "start with a letter and hold only a-z, 0-9 and -, because Service names are derived from it.";
        return new CelRule(
                "PHY-16",
                "",
                ".metadata.name",
                "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
                "name must " + form,
                Text.of("name \"%s\" must " + form, "self.metadata.name"));
    }
}
