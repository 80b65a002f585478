package dev.plumbline.scorer.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The metrics of the cache. Labels come from fixed sets only. */
final class CacheMeters {

    /** Where the prediction of a row came from. */
    enum Source {
        NEAR,
        REDIS,
        /** Another caller was scoring the same row. */
        SHARED,
        SCORED,
        /** Scored before its entry ended. */
        RENEWED
    }

    private final Map<Source, Counter> rows = new EnumMap<>(Source.class);
    private final Map<Cause, Counter> reads = new EnumMap<>(Cause.class);
    private final Map<Cause, Counter> writes = new EnumMap<>(Cause.class);
    private final Map<StoredValue.Bad, Counter> rejected = new EnumMap<>(StoredValue.Bad.class);
    private final Counter written;
    private final Counter skipped;
    private final Counter rehearsed;
    private final Counter refused;
    private final Timer roundTrip;

    CacheMeters(MeterRegistry registry) {
        for (Source source : Source.values()) {
            rows.put(
                    source,
                    counter(
                            registry,
                            "plumbline.cache.rows",
                            "Rows by where their prediction came from",
                            Tag.of("source", label(source))));
        }
        for (Cause cause : Cause.values()) {
            reads.put(cause, failures(registry, "read", cause));
            writes.put(cause, failures(registry, "write", cause));
        }
        for (StoredValue.Bad bad : StoredValue.Bad.values()) {
            rejected.put(
                    bad,
                    counter(
                            registry,
                            "plumbline.cache.rejected",
                            "Values of Redis that were not believed; their rows were scored",
                            Tag.of("reason", label(bad))));
        }
        written = counter(registry, "plumbline.cache.writes", "Entries that Redis took", Tag.of("outcome", "stored"));
        skipped = counter(registry, "plumbline.cache.writes", "Entries that Redis took", Tag.of("outcome", "skipped"));
        rehearsed = Counter.builder("plumbline.cache.rehearsed")
                .description("Hot requests that a new model scored before it became active")
                .register(registry);
        refused = Counter.builder("plumbline.cache.refused")
                .description("Requests that were refused because Redis could not be asked")
                .register(registry);
        roundTrip = Timer.builder("plumbline.cache.round.trip")
                .description("From asking Redis to its answer, as a scoring thread sees it")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void row(Source source) {
        rows.get(source).increment();
    }

    void readFailed(Cause cause) {
        reads.get(cause).increment();
    }

    void writeFailed(Cause cause) {
        writes.get(cause).increment();
    }

    void rejected(StoredValue.Bad bad) {
        rejected.get(bad).increment();
    }

    void written() {
        written.increment();
    }

    /** Not sent: Redis is not well, or too much is under way. */
    void writeSkipped() {
        skipped.increment();
    }

    void rehearsed() {
        rehearsed.increment();
    }

    void refused() {
        refused.increment();
    }

    void roundTrip(long nanos) {
        roundTrip.record(nanos, TimeUnit.NANOSECONDS);
    }

    double rows(Source source) {
        return rows.get(source).count();
    }

    private static Counter failures(MeterRegistry registry, String command, Cause cause) {
        return Counter.builder("plumbline.cache.failures")
                .description("Commands to Redis that came to nothing")
                .tags(List.of(Tag.of("command", command), Tag.of("cause", label(cause))))
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, Tag tag) {
        return Counter.builder(name).description(description).tags(List.of(tag)).register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
