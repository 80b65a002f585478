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
import java.util.concurrent.TimeUnit;

/** The scoring metrics. Labels come from models and fixed sets only, never from a request. */
public final class ScoringMeters {

    private final MeterRegistry registry;
    private final Map<Key, Counter> requests = new ConcurrentHashMap<>();
    private final Map<ModelRef, ForModel> models = new ConcurrentHashMap<>();
    private final Counter switches;
    private final Counter offloaded;

    public ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
        this.switches = Counter.builder("plumbline.model.switches")
                .description("Changes of the active model in this process")
                .register(registry);
        this.offloaded = Counter.builder("plumbline.scoring.offloaded")
                .description("Requests scored by the executor; all others were scored by the thread that read them")
                .register(registry);
    }

    private record Key(String model, String version, int code) {}

    /** The meters of one version, looked up once and not for each request. */
    public final class ForModel {
        private final ModelRef ref;
        private final Counter ok;
        private final Timer latency;
        private final Counter rows;
        private final Counter unknown;
        private final Counter missing;
        private final Counter extra;
        private final DistributionSummary batch;

        private ForModel(ModelRef ref) {
            this.ref = ref;
            this.ok = requests(new Key(ref.name(), ref.version(), 200));
            this.latency = latency(ref);
            this.rows = counter("plumbline.scoring.rows", "Scored rows", ref);
            this.unknown = counter(
                    "plumbline.scoring.unknown.levels", "Values of categorical columns unseen in training", ref);
            this.missing =
                    counter("plumbline.scoring.missing.columns", "Columns of the model that rows did not name", ref);
            this.extra =
                    counter("plumbline.scoring.extra.columns", "Names in requests that the model does not know", ref);
            this.batch = DistributionSummary.builder("plumbline.scoring.batch")
                    .description("Rows per request")
                    .tags("model", ref.name(), "version", ref.version())
                    .register(registry);
        }

        public void scored(long nanos, Tally tally) {
            latency.record(nanos, TimeUnit.NANOSECONDS);
            rows.increment(tally.rows());
            batch.record(tally.rows());
            count(unknown, tally.unknownLevels());
            count(missing, tally.missingColumns());
            count(extra, tally.extraColumns());
        }

        public void answered(int code) {
            (code == 200 ? ok : requests(new Key(ref.name(), ref.version(), code))).increment();
        }
    }

    public ForModel forModel(ModelRef ref) {
        return models.computeIfAbsent(ref, ForModel::new);
    }

    /** A request that was answered without a model. */
    public void answered(int code) {
        requests(new Key("", "", code)).increment();
    }

    private Counter requests(Key of) {
        return requests.computeIfAbsent(of, key -> Counter.builder("plumbline.scoring.requests")
                .description("Answered scoring requests")
                .tags("model", key.model, "version", key.version, "code", Integer.toString(key.code))
                .register(registry));
    }

    public void offloaded() {
        offloaded.increment();
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

    private Timer latency(ModelRef ref) {
        return Timer.builder("plumbline.scoring.latency")
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
                .register(registry);
    }

    private Counter counter(String name, String description, ModelRef ref) {
        return Counter.builder(name)
                .description(description)
                .tags("model", ref.name(), "version", ref.version())
                .register(registry);
    }
}
