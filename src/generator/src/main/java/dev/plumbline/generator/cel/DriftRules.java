package dev.plumbline.generator.cel;

import java.util.List;

/** SCN-05: a drift watch that fires on drift, not on noise, and can act when it does. */
final class DriftRules {

    private static final String THRESHOLD = "self.?threshold.orValue(0.25)";
    private static final String WARN = "self.?warnThreshold.orValue(0.1)";
    private static final String BINS = "self.?bins.orValue(10)";
    private static final String SAMPLES = "self.?minSamples.orValue(1000)";

    private DriftRules() {}

    static List<CelRule> rollout() {
        return List.of(threshold(), warning(), samples(), trigger(), cooldown());
    }

    /** PSI runs from 0 to about 1; KL has no upper end. */
    private static CelRule threshold() {
        return new CelRule(
                "SCN-05",
                "spec.drift",
                "%1$s > 0.0 && (self.?metric.orValue('PSI') != 'PSI' || %1$s < 1.0)".formatted(THRESHOLD),
                "drift.threshold must lie between 0 and 1, both excluded; default 0.25.",
                Text.of("drift.threshold %s must lie between 0 and 1, both excluded; default 0.25.", THRESHOLD));
    }

    private static CelRule warning() {
        return new CelRule(
                "SCN-05",
                "spec.drift",
                "%1$s > 0.0 && %1$s < %2$s".formatted(WARN, THRESHOLD),
                "drift.warnThreshold must be above 0 and below drift.threshold.",
                Text.of("drift.warnThreshold %s must be above 0 and below drift.threshold %s.", WARN, THRESHOLD));
    }

    /** With 50 samples a bin, chance alone keeps PSI under a tenth of the usual threshold. */
    private static CelRule samples() {
        return new CelRule(
                "SCN-05",
                "spec.drift",
                "%s >= 50 * %s".formatted(SAMPLES, BINS),
                "drift.minSamples must be at least 50 x bins.",
                Text.of(
                        "drift.minSamples %s is too small for %s bins; use at least %s or PSI fires on noise.",
                        SAMPLES, BINS, "50 * " + BINS));
    }

    private static CelRule trigger() {
        String text = "drift.retrain has no pipeline.mageTriggerSecretRef: nothing could be triggered.";
        return new CelRule(
                "SCN-05",
                "spec.drift",
                "!has(self.retrain) || self.retrain.?pipeline.?mageTriggerSecretRef.hasValue()",
                text,
                Text.of(text));
    }

    private static CelRule cooldown() {
        String text = "drift.retrain.cooldownHours must be at least 1: retraining without a pause never settles.";
        return new CelRule(
                "SCN-05",
                "spec.drift",
                "!has(self.retrain) || self.retrain.?cooldownHours.orValue(0) >= 1",
                text,
                Text.of(text));
    }
}
