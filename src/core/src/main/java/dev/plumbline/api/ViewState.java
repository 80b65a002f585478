package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a platform holds true to a view. */
public enum ViewState implements Named {
    @JsonProperty("Compliant")
    COMPLIANT("Compliant"),
    @JsonProperty("Exempted")
    EXEMPTED("Exempted"),
    @JsonProperty("Violated")
    VIOLATED("Violated"),
    @JsonProperty("Unknown")
    UNKNOWN("Unknown");

    private final String text;

    ViewState(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static ViewState of(String text) {
        return Named.find(values(), text);
    }
}
