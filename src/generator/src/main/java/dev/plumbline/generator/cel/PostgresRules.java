package dev.plumbline.generator.cel;

import java.util.List;

/** PHY-07 to PHY-09: replication that survives a loss, and a failover timing that Patroni can keep. */
final class PostgresRules {

    private static final String TTL = "self.?ttlSeconds.orValue(20)";
    private static final String LOOP = "self.?loopWaitSeconds.orValue(5)";
    private static final String RETRY = "self.?retryTimeoutSeconds.orValue(5)";

    private PostgresRules() {}

    static List<CelRule> all() {
        return List.of(durabilityName(), durability(), timing(), objective());
    }

    private static CelRule durabilityName() {
        String allowed = "allowed Strict, Preferred, Asynchronous.";
        return new CelRule(
                "PHY-07",
                "spec.postgres.synchronous",
                ".durability",
                "self.?durability.orValue('Strict') in ['Strict', 'Preferred', 'Asynchronous']",
                "durability is unknown; " + allowed,
                Text.of("durability \"%s\" is unknown; " + allowed, "self.durability"));
    }

    private static CelRule durability() {
        String asked = "self.?postgres.?synchronous.?durability.orValue('Strict')";
        String instances = "self.?postgres.?instances.orValue(3)";
        // Primary, the standbys that confirm, and one more for the day on which one of them is away.
        String standbys = "self.?postgres.?synchronous.?standbys.orValue(1)";
        String needed = "(%1$s > 1 ? %1$s + 2 : 3)".formatted(standbys);
        return new CelRule(
                "PHY-07",
                "spec",
                ".postgres",
                "%s || (%s == 'Strict' ? %s >= %s : !%s) || %s"
                        .formatted(Cel.DEVELOPMENT, asked, instances, needed, Cel.PRODUCTION, Cel.softened("PHY-07")),
                "durability Strict needs instances >= 3, and production needs Strict.",
                Text.when(
                        asked + " == 'Strict'",
                        Text.of(
                                "durability Strict needs instances >= %s (got %s): one lost standby would block all writes.",
                                needed, instances),
                        Text.of("durability %s can lose acknowledged commits; production needs Strict.", asked)));
    }

    /** Patroni itself refuses a ttl under 20, a loop_wait under 1 and a retry_timeout under 3. */
    private static CelRule timing() {
        String valid = "loopWait + 2*retryTimeout must be <= ttl (5 + 2*5 <= 20 is valid).";
        return new CelRule(
                "PHY-08",
                "spec.postgres.failover",
                "%1$s >= 20 && %2$s >= 1 && %3$s >= 3 && %2$s + 2 * %3$s <= %1$s".formatted(TTL, LOOP, RETRY),
                "ttlSeconds must be at least 20 and loopWait + 2*retryTimeout <= ttl.",
                Text.when(
                        TTL + " < 20",
                        Text.of("ttlSeconds %s is below the minimum 20; also " + valid, TTL),
                        Text.when(
                                LOOP + " < 1",
                                Text.of("loopWaitSeconds %s is below the minimum 1; also " + valid, LOOP),
                                Text.when(
                                        RETRY + " < 3",
                                        Text.of("retryTimeoutSeconds %s is below the minimum 3; also " + valid, RETRY),
                                        Text.of("%s + 2*%s is over ttlSeconds %s; " + valid, LOOP, RETRY, TTL)))));
    }

    /** A dead primary is seen when its lease ends, by a standby that looks every loopWait seconds. */
    private static CelRule objective() {
        String ttl = "self.?postgres.?failover.?ttlSeconds.orValue(20)";
        String loop = "self.?postgres.?failover.?loopWaitSeconds.orValue(5)";
        String objective = "self.?postgres.?failover.?objectiveSeconds.orValue(30)";
        String cannot = "objectiveSeconds %s cannot be met with ttlSeconds %s and loopWaitSeconds %s; ";
        return new CelRule(
                "PHY-09",
                "spec",
                ".postgres.failover.objectiveSeconds",
                "%s >= %s + %s || %s".formatted(objective, ttl, loop, Cel.softened("PHY-09")),
                "objectiveSeconds must be at least ttlSeconds + loopWaitSeconds.",
                Text.when(
                        objective + " - " + loop + " >= 20",
                        Text.of(cannot + "use ttlSeconds 20.", objective, ttl, loop),
                        Text.of(
                                cannot + "use an objective of at least %s with ttlSeconds 20.",
                                objective,
                                ttl,
                                loop,
                                "20 + " + loop)));
    }
}
