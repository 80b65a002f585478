package dev.plumbline.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Numbers of all Pods at one instant.
 *
 * @param http5xx over all Pods
 * @param p99Milliseconds of the slowest Pod
 * @param longestMilliseconds the slowest answer
 */
record Measurement(long requests, long http5xx, double p99Milliseconds, double longestMilliseconds) {

    static Measurement ofTrial(List<TrialReport> reports) {
        return new Measurement(
                reports.stream().mapToLong(TrialReport::requests).sum(),
                reports.stream().mapToLong(TrialReport::http5xx).sum(),
                reports.stream().mapToDouble(TrialReport::p99Milliseconds).max().orElse(0),
                reports.stream()
                        .mapToDouble(TrialReport::longestMilliseconds)
                        .max()
                        .orElse(0));
    }

    static Measurement ofRecent(List<Recent> reports) {
        return new Measurement(
                reports.stream().mapToLong(Recent::requests).sum(),
                reports.stream().mapToLong(Recent::http5xx).sum(),
                reports.stream().mapToDouble(Recent::p99Milliseconds).max().orElse(0),
                reports.stream().mapToDouble(Recent::longestMilliseconds).max().orElse(0));
    }

    /**
     * What came of it.
     *
     * @param why what is wrong or missing; empty when nothing is
     */
    record Result(Tally.Outcome outcome, String why) {}

    /** A breach counts before missing data does; what missing data means is the policy's to say. */
    Result judge(Analysis analysis, Map<String, Reading> readings) {
        List<String> broken = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        boolean counts = !analysis.bounds().isEmpty() || analysis.queries().isEmpty();
        if (requests == 0 && counts) {
            missing.add("there was not a single request to measure");
        } else {
            analysis.bounds().forEach(b -> b.broken(of(b.metric())).ifPresent(broken::add));
        }
        for (Query query : analysis.queries()) {
            switch (readings.getOrDefault(query.name(), new Reading.None("it was not asked"))) {
                case Reading.Value(double value) -> query.broken(value).ifPresent(broken::add);
                case Reading.None(String reason) -> missing.add(query.name() + ": " + reason);
            }
        }
        if (broken.isEmpty() && analysis.noData() == Analysis.NoData.FAIL) {
            broken.addAll(missing);
        }
        if (!broken.isEmpty()) {
            return new Result(Tally.Outcome.FAILED, broken.getFirst());
        }
        return !missing.isEmpty() && analysis.noData() == Analysis.NoData.HOLD
                ? new Result(Tally.Outcome.NO_DATA, missing.getFirst())
                : new Result(Tally.Outcome.PASSED, "");
    }

    private double of(Analysis.Metric metric) {
        return switch (metric) {
            case HTTP_5XX -> http5xx;
            case P99 -> p99Milliseconds;
            case SPIKE -> longestMilliseconds;
        };
    }
}
