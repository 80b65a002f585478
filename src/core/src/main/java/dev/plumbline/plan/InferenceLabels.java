package dev.plumbline.plan;

import dev.plumbline.rollout.Colour;
import java.util.Map;
import java.util.TreeMap;

/** The labels of a rollout's objects. The platform's label puts the Pods under the platform's network policies. */
public final class InferenceLabels {

    private InferenceLabels() {}

    /** All inference Pods of a rollout, whichever Deployment they are of. */
    public static Map<String, String> selector(String rollout) {
        return new TreeMap<>(Map.of(Labels.ROLLOUT, rollout, Labels.COMPONENT, Component.INFERENCE.label()));
    }

    /** Those of one Deployment. Never changed, since the selectors of Deployments cannot be. */
    public static Map<String, String> selector(String rollout, Colour colour) {
        Map<String, String> labels = selector(rollout);
        labels.put(Labels.COLOUR, colour.word());
        return labels;
    }

    public static Map<String, String> of(String rollout, String platform) {
        Map<String, String> labels = Labels.of(platform, Component.INFERENCE);
        labels.put(Labels.INSTANCE, rollout);
        labels.put(Labels.ROLLOUT, rollout);
        return labels;
    }

    /** The selector as the scale subresource wants it, in one line. */
    public static String selectorText(String rollout, Colour colour) {
        return selector(rollout, colour).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }
}
