package dev.plumbline.scorer.measure;

import dev.plumbline.scorer.codec.Tally;
import dev.plumbline.scorer.serving.ModelRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scoring metrics. Labels come from models and fixed sets only, never from a request. */
public final class ScoringMeters {

    private final MeterRegistry registry;
    private final Map<Key, Counter> requests = new ConcurrentHashMap<>();
    private final Map<ModelRef, PerModel> models = new ConcurrentHashMap<>();
    private final Counter switches;

    public ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
        this.switches = Counter.builder("plumbline.model.switches")
                .description("Changes of the active model in this process")
                .register(registry);
    }

    private record Key(String model, String version, int code) {}

    private record PerModel(
            Timer latency, Counter rows, Counter unknown, Counter missing, Counter extra, DistributionSummary batch) {}

    /** A request that was answered; {@code model} and {@code version} are empty where none was involved. */
    public void answered(String model, String version, int code) {
        requests.computeIfAbsent(new Key(model, version, code), key -> Counter.builder("plumbline.scoring.requests")
                        .description("Answered scoring requests")
                        .tags("model", key.model, "version", key.version, "code", Integer.toString(key.code))
                        .register(registry))
                .increment();
    }

    public void scored(ModelRef ref, long nanos, Tally tally) {
        PerModel meters = models.computeIfAbsent(ref, this::register);
        meters.latency.record(Duration.ofNanos(nanos));
        meters.rows.increment(tally.rows());
        meters.batch.record(tally.rows());
        count(meters.unknown, tally.unknownLevels());
        count(meters.missing, tally.missingColumns());
        count(meters.extra, tally.extraColumns());
    }

    public void switched() {
        switches.increment();
    }

    /** @param outcome {@code Loaded} or a reason of refusal */
    public void prepared(String outcome) {
        Counter.builder("plumbline.model.preparations")
                .description("Models prepared, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private static void count(Counter counter, int amount) {
        if (amount > 0) {
            counter.increment(amount);
        }
    }

    private PerModel register(ModelRef ref) {
        return new PerModel(
                Timer.builder("plumbline.scoring.latency")
                        .description("From the last byte of a request to the first byte of its answer")
                        .tags("model", ref.name(), "version", ref.version())
                        .serviceLevelObjectives(
                                Duration.ofNanos(500_000),
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(5),
                                Duration.ofMillis(10),
                                Duration.ofMillis(20),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2))
                        .register(registry),
                counter("plumbline.scoring.rows", "Scored rows", ref),
                counter("plumbline.scoring.unknown.levels", "Values of categorical columns unseen in training", ref),
                counter("plumbline.scoring.missing.columns", "Columns of the model that rows did not name", ref),
                counter("plumbline.scoring.extra.columns", "Names in requests that the model does not know", ref),
                DistributionSummary.builder("plumbline.scoring.batch")
                        .description("Rows per request")
                        .tags("model", ref.name(), "version", ref.version())
                        .register(registry));
    }

    private Counter counter(String name, String description, ModelRef ref) {
        return Counter.builder(name)
                .description(description)
                .tags("model", ref.name(), "version", ref.version())
                .register(registry);
    }
}
