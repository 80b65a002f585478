package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the prediction cache is used. */
public enum CacheMode implements Named {
    @JsonProperty("Auto")
    AUTO("Auto"),
    @JsonProperty("Always")
    ALWAYS("Always"),
    @JsonProperty("Never")
    NEVER("Never");

    private final String text;

    CacheMode(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static CacheMode of(String text) {
        return Named.find(values(), text);
    }
}
