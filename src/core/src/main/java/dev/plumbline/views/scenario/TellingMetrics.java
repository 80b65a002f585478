package dev.plumbline.views.scenario;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.MetricSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Items;
import dev.plumbline.views.MeasuredMetrics;
import dev.plumbline.views.RolloutSubject;

/** The part of SCN-07 on the analysis: what can never pass ends every rollout, what can never fail says nothing. */
final class TellingMetrics {

    private TellingMetrics() {}

    static void judge(RolloutSubject subject, Findings out) {
        Items.each(
                "spec.analysis.metrics",
                subject.spec()
                        .map(ModelRolloutSpec::analysis)
                        .map(AnalysisSpec::metrics)
                        .orElse(null),
                (path, metric) -> metric(path, metric, out));
    }

    private static void metric(String path, MetricSpec metric, Findings out) {
        Double min = metric.min();
        Double max = metric.max();
        boolean counted =
                metric.query() == null && metric.name() != null && MeasuredMetrics.NAMES.contains(metric.name());
        if (min == null && max == null) {
            out.at(path)
                    .allowed("min, max or both")
                    .mend("Give the metric max, min or both, or remove it.")
                    .says("a metric with neither min nor max can never fail; give it a bound or remove it.");
        } else if (min != null && max != null && min > max) {
            out.at(path + ".min")
                    .found(min)
                    .allowed("at most " + max)
                    .mend("Lower min or raise max.")
                    .says("a metric whose min exceeds its max can never pass; lower min or raise max.");
        } else if (counted && max != null && max < 0) {
            out.at(path + ".max")
                    .found(max)
                    .allowed("at least 0")
                    .mend("Raise max to 0 or more.")
                    .says("a count or a time is never below 0, so a negative max can never pass; raise max.");
        } else if (counted && max == null && min <= 0) {
            out.at(path + ".min")
                    .found(min)
                    .allowed("above 0, or with max")
                    .mend("Give the metric max.")
                    .says("a count or a time is never below 0, so this min alone can never fail; give max.");
        }
    }
}
