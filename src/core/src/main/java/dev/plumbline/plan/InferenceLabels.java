package dev.plumbline.plan;

import java.util.Map;
import java.util.TreeMap;

/** The labels of a rollout's objects. The platform's label puts the Pods under the platform's network policies. */
public final class InferenceLabels {

    private InferenceLabels() {}

    /** Never changed, since selectors cannot be. */
    public static Map<String, String> selector(String rollout) {
        return new TreeMap<>(Map.of(Labels.ROLLOUT, rollout, Labels.COMPONENT, Component.INFERENCE.label()));
    }

    public static Map<String, String> of(String rollout, String platform) {
        Map<String, String> labels = Labels.of(platform, Component.INFERENCE);
        labels.put(Labels.INSTANCE, rollout);
        labels.put(Labels.ROLLOUT, rollout);
        return labels;
    }

    /** The selector as the scale subresource wants it, in one line. */
    public static String selectorText(String rollout) {
        return selector(rollout).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }
}
