package dev.plumbline.scorer.http;

import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.limits.CircuitBreaker;
import dev.plumbline.scorer.limits.LimitSettings;
import dev.plumbline.scorer.limits.Placement;
import dev.plumbline.scorer.limits.RateLimiter;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.security.AuthSettings;
import dev.plumbline.scorer.security.Authenticators;
import dev.plumbline.scorer.serving.Choice;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.traces.OtelTraces;
import dev.plumbline.scorer.traces.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the parts of the public port together. */
class EdgeWiring {

    @Produces
    @Singleton
    ScoringExecutor scoringExecutor(ScorerSettings settings, MeterRegistry registry) {
        ScoringExecutor executor = new ScoringExecutor(settings.executorThreads(), settings.queueCapacity());
        Gauge.builder("plumbline.scoring.queue.depth", executor, ScoringExecutor::queueDepth)
                .description("Requests that wait for a thread")
                .register(registry);
        return executor;
    }

    void close(@Disposes ScoringExecutor executor) {
        executor.close();
    }

    @Produces
    @Singleton
    CircuitBreaker circuitBreaker(ScorerSettings settings, LimitSettings limits, MeterRegistry registry) {
        CircuitBreaker breaker = breaker(settings, limits);
        Gauge.builder("plumbline.scoring.breaker.open", breaker, b -> b.isOpen() ? 1 : 0)
                .description("1 while requests are turned away because too many wait")
                .register(registry);
        return breaker;
    }

    static CircuitBreaker breaker(ScorerSettings settings, LimitSettings limits) {
        int depth = limits.breakerQueueDepth() > 0 ? limits.breakerQueueDepth() : settings.queueCapacity() * 4 / 5;
        return new CircuitBreaker(depth, Duration.ofSeconds(limits.breakerOpenSeconds()), System::nanoTime);
    }

    @Produces
    @Singleton
    Scoring scoring(
            Choice choice,
            Scorer scorer,
            ScoringExecutor executor,
            CircuitBreaker breaker,
            Traffic traffic,
            ScoringMeters meters,
            RecentRequests recent,
            HotRequests hot,
            ScorerSettings settings,
            LimitSettings limits) {
        return new Scoring(
                choice,
                scorer,
                executor,
                breaker,
                placement(limits),
                traffic,
                meters,
                recent,
                hot,
                settings.maxRows(),
                limits.queueTimeout());
    }

    static Placement placement(LimitSettings limits) {
        return new Placement(limits.offload(), limits.inlineMicroseconds(), limits.inlineBodyBytes());
    }

    @Produces
    @Singleton
    Traces traces(ScorerSettings settings) {
        return OtelTraces.of(
                System.getenv(),
                Map.of(
                        "k8s.namespace.name", settings.namespace(),
                        "k8s.pod.name", settings.pod(),
                        "plumbline.rollout", settings.rollout()));
    }

    void close(@Disposes Traces traces) {
        traces.close();
    }

    @Produces
    @Singleton
    PublicServer publicServer(
            Vertx vertx,
            HttpSettings http,
            ScorerSettings settings,
            LimitSettings limits,
            AuthSettings auth,
            Scoring scoring,
            Draining draining,
            Traces traces,
            MeterRegistry registry,
            Clock clock) {
        AtomicInteger open = new AtomicInteger();
        BodyBudget bodies = BodyBudget.ofHeap(settings.maxBodyBytes());
        Gauge.builder("plumbline.http.body.bytes", bodies, BodyBudget::held)
                .description("Memory of large bodies that are read, wait or are scored")
                .register(registry);
        Doorway doorway = new Doorway(
                scoring,
                Authenticators.of(auth, clock),
                limiter(limits),
                new EdgeMeters(registry, open),
                traces,
                settings.maxBodyBytes(),
                bodies,
                http.maxConnections(),
                draining,
                open);
        SocketAddress at = SocketAddress.inetSocketAddress(http.port(), http.host());
        return new PublicServer(vertx, http, at, doorway, VertxHttpRecorder.getRootHandler());
    }

    static Optional<RateLimiter> limiter(LimitSettings limits) {
        if (limits.clientRate() <= 0) {
            return Optional.empty();
        }
        int burst = limits.clientBurst() > 0 ? limits.clientBurst() : (int) Math.ceil(limits.clientRate());
        return Optional.of(new RateLimiter(limits.clientRate(), burst, limits.clients(), System::nanoTime));
    }
}
