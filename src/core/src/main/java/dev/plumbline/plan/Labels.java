package dev.plumbline.plan;

import java.util.Map;
import java.util.TreeMap;

/** Every label and annotation key of Plumbline, and the sets of labels that objects and selectors carry. */
public final class Labels {
    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String VERSION = "app.kubernetes.io/version";
    public static final String PLATFORM = "plumbline.dev/platform";
    public static final String ROLLOUT = "plumbline.dev/rollout";

    /** Which of a rollout's two Deployments. */
    public static final String COLOUR = "plumbline.dev/colour";

    /** On Pod templates, as an annotation: a digest of the settings that only a restart makes effective. */
    public static final String SETTINGS_DIGEST = "plumbline.dev/settings-digest";

    /** The label by which Patroni tells its clusters apart, under Patroni's own default name. */
    public static final String PATRONI_SCOPE = "cluster-name";

    /** Patroni writes {@code master} or {@code replica} here on its own Pods. */
    public static final String PATRONI_ROLE = "role";

    public static final String MANAGER = "plumbline-operator";

    private Labels() {}

    /** What selects the Pods of one component; a subset of {@link #of}, and never changed, since selectors cannot be. */
    public static Map<String, String> selector(String platform, Component component) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PLATFORM, platform);
        labels.put(COMPONENT, component.label());
        return labels;
    }

    /** The recommended labels of an object of the platform. */
    public static Map<String, String> of(String platform, Component component) {
        Map<String, String> labels = selector(platform, component);
        labels.put(NAME, component.label());
        labels.put(INSTANCE, platform);
        labels.put(PART_OF, "plumbline");
        labels.put(MANAGED_BY, MANAGER);
        return labels;
    }

    /** As {@link #of(String, Component)}, with the version of the software inside. */
    public static Map<String, String> of(String platform, Component component, String version) {
        Map<String, String> labels = of(platform, component);
        labels.put(VERSION, version);
        return labels;
    }
}
