package dev.plumbline.views.scenario;

import dev.plumbline.api.DriftMetric;
import dev.plumbline.api.DriftSpec;
import dev.plumbline.api.LocalRef;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.RetrainPipelineSpec;
import dev.plumbline.api.RetrainSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.Optional;

/** SCN-05: drift fires on drift, not on noise, and retraining settles. */
public final class MeaningfulDrift extends Rule {
    private static final double THRESHOLD = 0.25;
    private static final double WARN_THRESHOLD = 0.1;
    private static final int BINS = 10;
    private static final int MIN_SAMPLES = 1000;

    /** With 50 samples a bin, chance alone keeps PSI under a tenth of the usual threshold. */
    private static final int SAMPLES_PER_BIN = 50;

    public MeaningfulDrift() {
        super(RuleCard.firm(
                "SCN-05",
                View.SCENARIO,
                Gate.CRD,
                "Drift watch that fires on noise",
                "a PSI threshold lies outside 0-1 (both excluded), warnThreshold is not below it, minSamples is less than 50"
                        + " per bin, or retrain has no trigger or no cooldown.",
                """
                PSI of small samples is above any threshold by chance. A retraining that noise sets off, without a pause,
                replaces a good model by a random one, again and again.""",
                "Use threshold 0.25, warnThreshold 0.1, minSamples >= 50 x bins, and a trigger with cooldownHours."));
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.spec().map(ModelRolloutSpec::drift).ifPresent(drift -> {
            thresholds(drift, out);
            samples(drift, out);
            Optional.ofNullable(drift.retrain()).ifPresent(retrain -> retraining(retrain, out));
        });
    }

    private static void thresholds(DriftSpec drift, Findings out) {
        double threshold = drift.threshold() == null ? THRESHOLD : drift.threshold();
        double warn = drift.warnThreshold() == null ? WARN_THRESHOLD : drift.warnThreshold();
        boolean psi = drift.metric() != DriftMetric.KL;
        if (!(threshold > 0) || psi && !(threshold < 1)) {
            out.at("spec.drift.threshold")
                    .found(threshold)
                    .allowed(psi ? "between 0 and 1, both excluded" : "above 0")
                    .says("drift.threshold %s must lie between 0 and 1, both excluded; default 0.25.", threshold);
        } else if (!(warn > 0) || !(warn < threshold)) {
            out.at("spec.drift.warnThreshold")
                    .found(warn)
                    .allowed("above 0 and below threshold " + threshold)
                    .says("drift.warnThreshold %s must be above 0 and below threshold %s.", warn, threshold);
        }
    }

    private static void samples(DriftSpec drift, Findings out) {
        int bins = drift.bins() == null ? BINS : drift.bins();
        int samples = drift.minSamples() == null ? MIN_SAMPLES : drift.minSamples();
        long needed = (long) SAMPLES_PER_BIN * bins;
        if (samples < needed) {
            out.at("spec.drift.minSamples")
                    .found(samples)
                    .allowed("at least " + needed)
                    .says(
                            "drift.minSamples %d is too small for %d bins; use at least %d or PSI fires on noise.",
                            samples, bins, needed);
        }
    }

    private static void retraining(RetrainSpec retrain, Findings out) {
        boolean triggered = Optional.ofNullable(retrain.pipeline())
                .map(RetrainPipelineSpec::mageTriggerSecretRef)
                .map(LocalRef::name)
                .filter(name -> !name.isBlank())
                .isPresent();
        if (!triggered) {
            out.at("spec.drift.retrain.pipeline.mageTriggerSecretRef")
                    .allowed("a Secret with the address and token of the Mage trigger")
                    .mend("Name the Secret with the Mage trigger.")
                    .says("drift.retrain has no pipeline.mageTriggerSecretRef: nothing could be triggered.");
        }
        if (retrain.cooldownHours() == null || retrain.cooldownHours() < 1) {
            out.at("spec.drift.retrain.cooldownHours")
                    .found(retrain.cooldownHours() == null ? "" : retrain.cooldownHours())
                    .allowed("at least 1")
                    .mend("Set cooldownHours, for example 12.")
                    .says("drift.retrain.cooldownHours must be at least 1: retraining without a pause never settles.");
        }
    }
}
