package dev.plumbline.rollout;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The measurements that a model must pass.
 *
 * @param failureLimit failed measurements that are tolerated
 */
public record Analysis(Duration interval, List<Bound> bounds, int failureLimit, NoData noData) {

    public static final Duration INTERVAL = Duration.ofSeconds(30);
    public static final int FAILURE_LIMIT = 1;

    public Analysis {
        bounds = List.copyOf(bounds);
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
                noData);
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

        boolean admits(double value) {
            return value >= min.orElse(Double.NEGATIVE_INFINITY) && value <= max.orElse(Double.POSITIVE_INFINITY);
        }

        String broken(double value) {
            return "%s is %s, allowed %s"
                    .formatted(
                            metric.text(),
                            said(value),
                            value > max.orElse(Double.POSITIVE_INFINITY)
                                    ? "at most " + said(max.orElseThrow())
                                    : "at least " + said(min.orElseThrow()));
        }

        private static String said(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : "%.1f".formatted(value);
        }
    }
}
