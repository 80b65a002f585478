package dev.plumbline.scorer;

import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Trial;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The trial that is under way, as metrics; all zero without one, and counted anew with each step. */
final class TrialGauges {

    private TrialGauges() {}

    static void register(ModelSlot slot, MeterRegistry registry) {
        add(slot, registry, "plumbline.trial.percent", "Percent of the requests that are the target's", t -> t.terms()
                .percent());
        add(slot, registry, "plumbline.trial.requests", "Requests that the target answered or scored", t -> t.arm()
                .requests());
        add(slot, registry, "plumbline.trial.failures", "Of those, the ones that failed", t -> t.arm()
                .http5xx());
        add(slot, registry, "plumbline.shadow.compared", "Answers of both models", t -> t.differences()
                .summary()
                .compared());
        add(slot, registry, "plumbline.shadow.different", "Of those, the ones that differ", t -> t.differences()
                .summary()
                .different());
        add(slot, registry, "plumbline.shadow.difference.max", "Largest difference of two numbers", t -> t.differences()
                .summary()
                .maxAbs());
        add(slot, registry, "plumbline.shadow.dropped", "Copies that were not scored", t -> t.differences()
                .dropped());
    }

    private static void add(
            ModelSlot slot, MeterRegistry registry, String name, String description, ToDoubleFunction<Trial> value) {
        Gauge.builder(name, slot, s -> s.trial().map(value::applyAsDouble).orElse(0.0))
                .description(description)
                .register(registry);
    }
}
