package dev.plumbline.rollout;

import java.util.List;
import java.util.Optional;

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

    /** What is wrong with it; without a single request only the policy for that case counts. */
    Optional<String> breach(Analysis analysis) {
        if (requests == 0) {
            return analysis.noData() == Analysis.NoData.FAIL
                    ? Optional.of("there was not a single request to measure")
                    : Optional.empty();
        }
        return analysis.bounds().stream()
                .filter(b -> !b.admits(of(b.metric())))
                .map(b -> b.broken(of(b.metric())))
                .findFirst();
    }

    Tally.Outcome outcome(Analysis analysis) {
        if (breach(analysis).isPresent()) {
            return Tally.Outcome.FAILED;
        }
        return requests == 0 && analysis.noData() == Analysis.NoData.HOLD
                ? Tally.Outcome.NO_DATA
                : Tally.Outcome.PASSED;
    }

    private double of(Analysis.Metric metric) {
        return switch (metric) {
            case HTTP_5XX -> http5xx;
            case P99 -> p99Milliseconds;
            case SPIKE -> longestMilliseconds;
        };
    }
}
