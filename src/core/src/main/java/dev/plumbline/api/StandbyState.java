package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What the second Deployment is for. */
public enum StandbyState implements Named {
    @JsonProperty("Preparing")
    PREPARING("Preparing"),
    @JsonProperty("Serving")
    SERVING("Serving"),
    @JsonProperty("Kept")
    KEPT("Kept");

    private final String text;

    StandbyState(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static StandbyState of(String text) {
        return Named.find(values(), text);
    }
}
