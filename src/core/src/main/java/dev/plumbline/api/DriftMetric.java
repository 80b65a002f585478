package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Measure of drift. */
public enum DriftMetric implements Named {
    @JsonProperty("PSI")
    PSI("PSI"),
    @JsonProperty("KL")
    KL("KL");

    private final String text;

    DriftMetric(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static DriftMetric of(String text) {
        return Named.find(values(), text);
    }
}
