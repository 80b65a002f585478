package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A component that an opening in the isolation may lead to. */
public enum NetworkTarget implements Named {
    @JsonProperty("inference")
    INFERENCE("inference"),
    @JsonProperty("h2o")
    H2O("h2o"),
    @JsonProperty("postgres")
    POSTGRES("postgres"),
    @JsonProperty("redis")
    REDIS("redis"),
    @JsonProperty("mage")
    MAGE("mage");

    private final String text;

    NetworkTarget(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static NetworkTarget of(String text) {
        return Named.find(values(), text);
    }
}
