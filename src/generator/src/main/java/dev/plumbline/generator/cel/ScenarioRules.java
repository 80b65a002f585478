package dev.plumbline.generator.cel;

import dev.plumbline.views.MeasuredMetrics;
import dev.plumbline.views.ProfileDefaults;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scenario view: roll-outs that have a platform, rise by steps and can end. */
final class ScenarioRules {

    /** CEL has no loop over indices; a list holds at most 32 steps. */
    private static final String INDICES =
            IntStream.range(0, 32).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));

    /** What the Pods measure themselves; a query may answer any number. */
    private static final String COUNTED = MeasuredMetrics.NAMES.stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", ", "!has(self.query) && self.name in [", "]"));

    private ScenarioRules() {}

    static List<CelRule> rollout() {
        return List.of(
                required("", ".spec", "has(self.spec)"),
                required("spec", ".platformRef", "has(self.platformRef)"),
                canary(),
                weights(),
                replicas(),
                somePod(),
                deadline(),
                bounded(),
                possible(),
                notNegative(),
                telling());
    }

    private static CelRule required(String path, String field, String present) {
        String text = "spec.platformRef.name is required: the MlPlatform that the model is served on.";
        return new CelRule("SCN-01", path, field, present, text, Text.of(text));
    }

    private static CelRule canary() {
        String text = "strategy.steps belong to the type Canary";
        return new CelRule(
                "SCN-02",
                "spec.strategy",
                ".steps",
                "self.?type.orValue('HotSwap') == 'Canary' || !has(self.steps) || self.steps.size() == 0",
                text + ".",
                Text.of(
                        text + ", but the type is %s; remove the steps or set type: Canary.",
                        "self.?type.orValue('HotSwap')"));
    }

    private static CelRule weights() {
        String weight = "self.steps[i].?weight.orValue(0)";
        String previous = "self.steps[i - 1].?weight.orValue(0)";
        String outside = "i < self.steps.size() && (%1$s < 1 || %1$s > 100)".formatted(weight);
        String falling = "i > 0 && i < self.steps.size() && %s <= %s".formatted(weight, previous);
        return new CelRule(
                "SCN-02",
                "spec.strategy",
                ".steps",
                "!has(self.steps) || %s.all(i, !(%s) && !(%s))".formatted(INDICES, outside, falling),
                "strategy.steps must rise from 1 to at most 100.",
                Text.when(
                        "%s.exists(i, %s)".formatted(INDICES, outside),
                        Text.of(
                                "strategy.steps[%s].weight %s must lie between 1 and 100.",
                                "%s.filter(i, %s)[0]".formatted(INDICES, outside),
                                "%s.map(i, %s, %s)[0]".formatted(INDICES, outside, weight)),
                        Text.of(
                                "strategy.steps[%s].weight %s must be greater than the previous step (%s).",
                                "%s.filter(i, %s)[0]".formatted(INDICES, falling),
                                "%s.map(i, %s, %s)[0]".formatted(INDICES, falling, weight),
                                "%s.map(i, %s, %s)[0]".formatted(INDICES, falling, previous))));
    }

    private static CelRule replicas() {
        return new CelRule(
                "SCN-03",
                "spec.serving.replicas",
                "!has(self.max) || self.?min.orValue(2) <= self.max",
                "replicas.min must not exceed replicas.max.",
                Text.of(
                        "replicas.min %s exceeds replicas.max %s; raise max or lower min.",
                        "self.?min.orValue(2)", "self.max"));
    }

    /** That production needs two is held by the chart's admission policy, which can see the platform's profile. */
    private static CelRule somePod() {
        return new CelRule(
                "SCN-03",
                "spec.serving.replicas",
                ".min",
                "self.?min.orValue(2) >= 1",
                "replicas.min must be at least 1, in production 2.",
                Text.of("replicas.min %s leaves no pod at all; production needs at least 2.", "self.?min.orValue(2)"));
    }

    /** A canary without steps gets the planner's, so their waits are counted too. */
    private static CelRule deadline() {
        int byDefault = ProfileDefaults.CANARY_WEIGHTS.size() * ProfileDefaults.HOLD_SECONDS;
        String given =
                "self.strategy.steps.map(s, s.?holdSeconds.orValue(%d)).sum()".formatted(ProfileDefaults.HOLD_SECONDS);
        String canary = "has(self.strategy) && has(self.strategy.type) && self.strategy.type == 'Canary'";
        String holds =
                "(has(self.strategy) && has(self.strategy.steps) && self.strategy.steps.size() > 0 ? %s : (%s ? %d : 0))"
                        .formatted(given, canary, byDefault);
        String deadline =
                "self.?progressDeadlineSeconds.orValue(%d)".formatted(ProfileDefaults.PROGRESS_DEADLINE_SECONDS);
        return new CelRule(
                "SCN-07",
                "spec",
                ".progressDeadlineSeconds",
                "%s > %s".formatted(deadline, holds),
                "progressDeadlineSeconds must be greater than the sum of all holdSeconds.",
                Text.of(
                        "progressDeadlineSeconds %s is not greater than the %s seconds that the steps hold; raise it above"
                                + " %s or shorten holdSeconds.",
                        deadline, holds, holds));
    }

    private static CelRule bounded() {
        return metric(
                "",
                "has(self.min) || has(self.max)",
                "a metric with neither min nor max can never fail; give it a bound or remove it.");
    }

    private static CelRule possible() {
        return metric(
                ".min",
                "!has(self.min) || !has(self.max) || self.min <= self.max",
                "a metric whose min exceeds its max can never pass; lower min or raise max.");
    }

    private static CelRule notNegative() {
        return metric(
                ".max",
                "!(%s) || !has(self.max) || self.max >= 0.0".formatted(COUNTED),
                "a count or a time is never below 0, so a negative max can never pass; raise max.");
    }

    private static CelRule telling() {
        return metric(
                ".min",
                "!(%s) || has(self.max) || !has(self.min) || self.min > 0.0".formatted(COUNTED),
                "a count or a time is never below 0, so this min alone can never fail; give max.");
    }

    private static CelRule metric(String field, String expression, String text) {
        return new CelRule("SCN-07", "spec.analysis.metrics[]", field, expression, text, Text.of(text));
    }
}
