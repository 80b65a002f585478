package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether broken rules refuse or warn. */
public enum EnforcementMode implements Named {
    @JsonProperty("Enforce")
    ENFORCE("Enforce"),
    @JsonProperty("Warn")
    WARN("Warn");

    private final String text;

    EnforcementMode(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static EnforcementMode of(String text) {
        return Named.find(values(), text);
    }
}
