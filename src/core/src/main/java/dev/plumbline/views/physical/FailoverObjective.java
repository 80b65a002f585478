package dev.plumbline.views.physical;

import dev.plumbline.api.FailoverSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PHY-09: the promised outage is longer than the lease that must run out first. */
public final class FailoverObjective extends Rule {

    public FailoverObjective() {
        super(RuleCard.exemptible(
                "PHY-09",
                View.PHYSICAL,
                Gate.CRD,
                "Failover objective cannot be met",
                "objectiveSeconds is less than ttlSeconds + loopWaitSeconds.",
                """
                When a primary dies without a word its lease must run out (ttl), and a standby sees that at its next look
                (loopWait). A shorter objective is broken by arithmetic, not by bad luck.""",
                "Use ttlSeconds 20 and loopWaitSeconds 5, or raise objectiveSeconds."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.postgres().map(PostgresSpec::failover).ifPresent(failover -> judge(failover, out));
    }

    private static void judge(FailoverSpec failover, Findings out) {
        int ttl = or(failover.ttlSeconds(), ProfileDefaults.TTL_SECONDS);
        int loop = or(failover.loopWaitSeconds(), ProfileDefaults.LOOP_WAIT_SECONDS);
        int objective = or(failover.objectiveSeconds(), ProfileDefaults.OBJECTIVE_SECONDS);
        long worst = (long) ttl + loop;
        if (objective < worst) {
            String advice = objective >= ProfileDefaults.TTL_SECONDS + loop
                    ? "use ttlSeconds 20."
                    : "use ttlSeconds 20, loopWaitSeconds 5 and objectiveSeconds >= 25.";
            out.at("spec.postgres.failover.objectiveSeconds")
                    .found(objective)
                    .allowed("at least ttlSeconds + loopWaitSeconds = " + worst)
                    .says("objectiveSeconds %d cannot be met with ttlSeconds %d; %s", objective, ttl, advice);
        }
    }

    private static int or(Integer given, int fallback) {
        return given == null ? fallback : given;
    }
}
