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

/** PHY-08: Patroni accepts the timing. */
public final class FailoverTiming extends Rule {

    /** Minima of Patroni's dynamic configuration. */
    private static final int MIN_TTL = 20;

    private static final int MIN_LOOP_WAIT = 1;
    private static final int MIN_RETRY_TIMEOUT = 3;

    public FailoverTiming() {
        super(RuleCard.firm(
                "PHY-08",
                View.PHYSICAL,
                Gate.CRD,
                "Impossible failover timing",
                "ttlSeconds is below 20, loopWaitSeconds below 1, retryTimeoutSeconds below 3, or loopWait +"
                        + " 2*retryTimeout exceeds ttl.",
                """
                Patroni replaces values below its minima without a word, and with a lease shorter than one loop and two
                tries the primary loses it while it is healthy.""",
                "Use ttlSeconds 20, loopWaitSeconds 5, retryTimeoutSeconds 5, or leave failover out."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.postgres().map(PostgresSpec::failover).ifPresent(failover -> judge(failover, out));
    }

    private static void judge(FailoverSpec failover, Findings out) {
        int ttl = or(failover.ttlSeconds(), ProfileDefaults.TTL_SECONDS);
        int loop = or(failover.loopWaitSeconds(), ProfileDefaults.LOOP_WAIT_SECONDS);
        int retry = or(failover.retryTimeoutSeconds(), ProfileDefaults.RETRY_TIMEOUT_SECONDS);
        String path = "spec.postgres.failover";
        boolean legal = minimum(path, "ttlSeconds", ttl, MIN_TTL, out)
                & minimum(path, "loopWaitSeconds", loop, MIN_LOOP_WAIT, out)
                & minimum(path, "retryTimeoutSeconds", retry, MIN_RETRY_TIMEOUT, out);
        // As long: two billion seconds of retry must not wrap around to a legal sum.
        long sum = loop + 2L * retry;
        if (legal && sum > ttl) {
            out.at(path)
                    .found(loop + " + 2*" + retry + " = " + sum)
                    .allowed("at most ttlSeconds " + ttl)
                    .says(
                            "loopWait + 2*retryTimeout must be <= ttl: %d + 2*%d = %d is over %d (5 + 2*5 <= 20 is valid).",
                            loop, retry, sum, ttl);
        }
    }

    private static boolean minimum(String path, String field, int value, int minimum, Findings out) {
        if (value < minimum) {
            out.at(path + "." + field)
                    .found(value)
                    .allowed("at least " + minimum)
                    .says(
                            "%s %d is below the minimum %d; also loopWait + 2*retryTimeout must be <= ttl (5 + 2*5 <= 20 is"
                                    + " valid).",
                            field, value, minimum);
        }
        return value >= minimum;
    }

    private static int or(Integer given, int fallback) {
        return given == null ? fallback : given;
    }
}
