package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether NetworkPolicies deny by default. */
public enum NetworkIsolation implements Named {
    @JsonProperty("Strict")
    STRICT("Strict"),
    @JsonProperty("None")
    NONE("None");

    private final String text;

    NetworkIsolation(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static NetworkIsolation of(String text) {
        return Named.find(values(), text);
    }
}
