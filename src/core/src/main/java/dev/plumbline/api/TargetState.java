package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the Pods are with the target model. */
public enum TargetState implements Named {
    @JsonProperty("Pending")
    PENDING("Pending"),
    @JsonProperty("Verified")
    VERIFIED("Verified"),
    @JsonProperty("Loading")
    LOADING("Loading"),
    @JsonProperty("Loaded")
    LOADED("Loaded"),
    @JsonProperty("Warm")
    WARM("Warm"),
    @JsonProperty("Active")
    ACTIVE("Active"),
    @JsonProperty("Refused")
    REFUSED("Refused");

    private final String text;

    TargetState(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static TargetState of(String text) {
        return Named.find(values(), text);
    }
}
