package dev.plumbline.scorer.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens to connections, and who is turned away before scoring. */
public final class EdgeMeters {

    private final Map<Phase, Counter> expired = new EnumMap<>(Phase.class);
    private final Counter evicted;
    private final Counter malformed;
    private final Counter unauthorized;
    private final Counter limited;

    public EdgeMeters(MeterRegistry registry, AtomicInteger open) {
        Gauge.builder("plumbline.http.connections", open, AtomicInteger::get)
                .description("Open connections of the public port")
                .register(registry);
        for (Phase phase : Phase.values()) {
            expired.put(
                    phase,
                    Counter.builder("plumbline.http.expired")
                            .description("Connections closed because the client took too long, by what it was doing")
                            .tag("phase", phase.name().toLowerCase(java.util.Locale.ROOT))
                            .register(registry));
        }
        evicted = Counter.builder("plumbline.http.evicted")
                .description("Idle connections closed to make room, and connections turned away")
                .register(registry);
        malformed = Counter.builder("plumbline.http.malformed")
                .description("Requests that are not valid HTTP")
                .register(registry);
        unauthorized = Counter.builder("plumbline.http.unauthorized")
                .description("Requests answered 401 or 403")
                .register(registry);
        limited = Counter.builder("plumbline.http.rate.limited")
                .description("Requests answered 429 because their client asks too often")
                .register(registry);
    }

    void expired(Phase phase) {
        expired.get(phase).increment();
    }

    void evicted() {
        evicted.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void unauthorized() {
        unauthorized.increment();
    }

    void limited() {
        limited.increment();
    }
}
