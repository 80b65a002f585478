package dev.plumbline.scorer.http;

import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.limits.RateLimiter;
import dev.plumbline.scorer.security.Authenticator;
import dev.plumbline.scorer.traces.Traces;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every connection needs, once.
 *
 * @param bodies what the bodies of all connections may take together
 * @param draining whether clients are to find another Pod, so that connections are closed after their answer
 * @param open connections on all event loops
 */
record Doorway(
        Scoring scoring,
        Authenticator authenticator,
        Optional<RateLimiter> limiter,
        EdgeMeters meters,
        Traces traces,
        int maxBodyBytes,
        BodyBudget bodies,
        int maxConnections,
        Draining draining,
        AtomicInteger open) {}
