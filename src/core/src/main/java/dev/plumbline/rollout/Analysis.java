package dev.plumbline.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The measurements that a model must pass.
 *
 * @param failureLimit failed measurements that are tolerated
 * @param server that is asked the queries; absent: each of them is without data
 */
public record Analysis(
        Duration interval,
        List<Bound> bounds,
        int failureLimit,
        NoData noData,
        Optional<String> server,
        List<Query> queries) {

    public static final Duration INTERVAL = Duration.ofSeconds(30);
    public static final int FAILURE_LIMIT = 1;

    public Analysis {
        bounds = List.copyOf(bounds);
        queries = List.copyOf(queries);
    }

    /** By the Pods' own metrics alone. */
    public Analysis(Duration interval, List<Bound> bounds, int failureLimit, NoData noData) {
        this(interval, bounds, failureLimit, noData, Optional.empty(), List.of());
    }

    public Analysis asking(Optional<String> whom, List<Query> what) {
        return new Analysis(interval, bounds, failureLimit, noData, whom, what);
    }

    public static Analysis none() {
        return new Analysis(INTERVAL, List.of(), FAILURE_LIMIT, NoData.HOLD);
    }

    /** Without the metrics that are counted since the switch and are looked at by themselves. */
    Analysis withoutCounts() {
        return new Analysis(
                interval,
                bounds.stream().filter(b -> b.metric() != Metric.HTTP_5XX).toList(),
                failureLimit,
                noData,
                server,
                queries);
    }

    /** What the Pods measure themselves. */
    public enum Metric {
        HTTP_5XX("http5xxCount"),
        P99("p99Milliseconds"),
        SPIKE("latencySpikeMilliseconds");

        private final String text;

        Metric(String text) {
            this.text = text;
        }

        /** As specs spell it. */
        public String text() {
            return text;
        }
    }

    /** What a measurement without a single request means. */
    public enum NoData {
        HOLD,
        FAIL,
        PASS
    }

    public record Bound(Metric metric, OptionalDouble min, OptionalDouble max) {

        Optional<String> broken(double value) {
            return Analysis.broken(metric.text(), value, min, max);
        }
    }

    static Optional<String> broken(String name, double value, OptionalDouble min, OptionalDouble max) {
        if (value > max.orElse(Double.POSITIVE_INFINITY)) {
            return Optional.of("%s is %s, allowed at most %s".formatted(name, said(value), said(max.orElseThrow())));
        }
        return value < min.orElse(Double.NEGATIVE_INFINITY)
                ? Optional.of("%s is %s, allowed at least %s".formatted(name, said(value), said(min.orElseThrow())))
                : Optional.empty();
    }

    private static String said(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : "%.4g".formatted(value);
    }
}
