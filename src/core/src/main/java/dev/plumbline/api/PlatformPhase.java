package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The conditions of a platform in one word. */
public enum PlatformPhase implements Named {
    @JsonProperty("Pending")
    PENDING("Pending"),
    @JsonProperty("Forming")
    FORMING("Forming"),
    @JsonProperty("Ready")
    READY("Ready"),
    @JsonProperty("Degraded")
    DEGRADED("Degraded"),
    @JsonProperty("Recovering")
    RECOVERING("Recovering"),
    @JsonProperty("Paused")
    PAUSED("Paused"),
    @JsonProperty("Failed")
    FAILED("Failed"),
    @JsonProperty("Deleting")
    DELETING("Deleting");

    private final String text;

    PlatformPhase(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static PlatformPhase of(String text) {
        return Named.find(values(), text);
    }
}
