package dev.plumbline.status;

import dev.plumbline.api.ShadowStatus;
import dev.plumbline.api.StrategyType;
import dev.plumbline.api.TrialStatus;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Trial;
import dev.plumbline.rollout.TrialReport;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the Pods counted of a canary or a shadow, as of its latest measurement: in between the status is left alone. */
final class RolloutTrial {

    private RolloutTrial() {}

    /** Null is how JSON says that there is none. */
    static TrialStatus of(RolloutSight sight, TrialStatus before) {
        RolloutState at = sight.state() instanceof RolloutState.Paused(RolloutState inner) ? inner : sight.state();
        if (!(at instanceof RolloutState.Progressing p)
                || sight.intent().trial().isEmpty()) {
            return null;
        }
        Trial trial = sight.intent().trial().get();
        String measured =
                trial.tally().measuredAt().truncatedTo(ChronoUnit.SECONDS).toString();
        boolean same = before != null
                && measured.equals(before.measuredAt())
                && Integer.valueOf(p.step() + 1).equals(before.step());
        return same ? before : counted(sight, p, trial, measured);
    }

    private static TrialStatus counted(RolloutSight sight, RolloutState.Progressing p, Trial trial, String measured) {
        boolean shadow = p.kind() == Strategy.Kind.SHADOW;
        List<TrialReport> reports = sight.pods().stream()
                .flatMap(pod -> pod.trial().stream())
                .filter(t -> t.digest().equals(sight.model().digest()) && t.step() == p.step())
                .toList();
        return new TrialStatus(
                shadow ? StrategyType.SHADOW : StrategyType.CANARY,
                p.weight(),
                p.step() + 1,
                p.steps(),
                trial.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                measured,
                trial.tally().failures(),
                reports.stream().mapToLong(TrialReport::requests).sum(),
                reports.stream().mapToLong(TrialReport::http5xx).sum(),
                ceil(reports.stream()
                        .mapToDouble(TrialReport::p99Milliseconds)
                        .max()
                        .orElse(0)),
                ceil(reports.stream()
                        .mapToDouble(TrialReport::longestMilliseconds)
                        .max()
                        .orElse(0)),
                shadow ? shadow(reports.stream().map(TrialReport::shadow).toList()) : null);
    }

    private static ShadowStatus shadow(List<TrialReport.Shadow> pods) {
        long compared = pods.stream().mapToLong(TrialReport.Shadow::compared).sum();
        double sum = pods.stream()
                .mapToDouble(s -> s.meanAbsDifference() * s.compared())
                .sum();
        return new ShadowStatus(
                compared,
                pods.stream().mapToLong(TrialReport.Shadow::different).sum(),
                pods.stream().mapToLong(TrialReport.Shadow::labels).sum(),
                pods.stream()
                        .mapToDouble(TrialReport.Shadow::maxAbsDifference)
                        .max()
                        .orElse(0),
                compared == 0 ? 0 : sum / compared,
                pods.stream().mapToLong(TrialReport.Shadow::dropped).sum());
    }

    private static long ceil(double milliseconds) {
        return (long) Math.ceil(milliseconds);
    }
}
