package dev.plumbline.plan;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.MetricSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.NoDataPolicy;
import dev.plumbline.api.PrometheusSpec;
import dev.plumbline.api.StepSpec;
import dev.plumbline.api.StrategySpec;
import dev.plumbline.api.StrategyType;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.Analysis.Bound;
import dev.plumbline.rollout.Analysis.Metric;
import dev.plumbline.rollout.Query;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.views.ProfileDefaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Applies the defaults of {@code spec.strategy} and {@code spec.analysis}. */
final class Takeovers {

    /** Steps of a canary that names none. */
    private static final List<Strategy.Stage> STEPS = ProfileDefaults.CANARY_WEIGHTS.stream()
            .map(weight -> new Strategy.Stage(weight, Strategy.HOLD))
            .toList();

    /** A new model that answers an error must not get further, whether or not the spec says so. */
    private static final Bound NO_ERRORS = new Bound(Metric.HTTP_5XX, OptionalDouble.empty(), OptionalDouble.of(0));

    private Takeovers() {}

    static Strategy of(ModelRolloutSpec spec) {
        Optional<StrategySpec> strategy = Optional.ofNullable(spec.strategy());
        Strategy.Kind kind = kind(strategy.map(StrategySpec::type).orElse(StrategyType.HOT_SWAP));
        List<Strategy.Stage> steps = strategy.map(StrategySpec::steps).orElse(List.of()).stream()
                .map(Takeovers::stage)
                .toList();
        boolean canary = kind == Strategy.Kind.CANARY;
        return new Strategy(
                kind,
                canary && steps.isEmpty() ? STEPS : canary ? steps : List.of(),
                analysis(Optional.ofNullable(spec.analysis()), kind));
    }

    private static Strategy.Kind kind(StrategyType type) {
        return switch (type) {
            case HOT_SWAP -> Strategy.Kind.HOT_SWAP;
            case BLUE_GREEN -> Strategy.Kind.BLUE_GREEN;
            case CANARY -> Strategy.Kind.CANARY;
            case SHADOW -> Strategy.Kind.SHADOW;
        };
    }

    private static Strategy.Stage stage(StepSpec step) {
        return new Strategy.Stage(
                step.weight(),
                Optional.ofNullable(step.holdSeconds()).map(Duration::ofSeconds).orElse(Strategy.HOLD));
    }

    private static Analysis analysis(Optional<AnalysisSpec> spec, Strategy.Kind kind) {
        List<Bound> asked = spec.map(AnalysisSpec::metrics).orElse(List.of()).stream()
                .flatMap(Takeovers::bound)
                .toList();
        boolean errors = asked.stream().anyMatch(b -> b.metric() == Metric.HTTP_5XX);
        boolean trial = kind == Strategy.Kind.CANARY || kind == Strategy.Kind.SHADOW;
        List<Bound> bounds = errors || !trial
                ? asked
                : Stream.concat(asked.stream(), Stream.of(NO_ERRORS)).toList();
        return new Analysis(
                spec.map(AnalysisSpec::intervalSeconds).map(Duration::ofSeconds).orElse(Analysis.INTERVAL),
                bounds,
                spec.map(AnalysisSpec::failureLimit).orElse(Analysis.FAILURE_LIMIT),
                noData(spec.map(AnalysisSpec::noDataPolicy).orElse(NoDataPolicy.HOLD)),
                spec.map(AnalysisSpec::prometheus).map(PrometheusSpec::address),
                spec.map(AnalysisSpec::metrics).orElse(List.of()).stream()
                        .filter(m -> m.query() != null && (m.max() != null || m.min() != null))
                        .map(m -> new Query(m.name(), m.query(), value(m.min()), value(m.max())))
                        .toList());
    }

    private static Analysis.NoData noData(NoDataPolicy policy) {
        return switch (policy) {
            case HOLD -> Analysis.NoData.HOLD;
            case FAIL -> Analysis.NoData.FAIL;
            case PASS -> Analysis.NoData.PASS;
        };
    }

    /** Metrics that the Pods do not measure are left out, which a warning says. */
    private static Stream<Bound> bound(MetricSpec metric) {
        return Arrays.stream(Metric.values())
                .filter(m -> metric.query() == null && m.text().equals(metric.name()))
                .filter(m -> metric.max() != null || metric.min() != null)
                .map(m -> new Bound(m, value(metric.min()), value(metric.max())));
    }

    private static OptionalDouble value(Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
