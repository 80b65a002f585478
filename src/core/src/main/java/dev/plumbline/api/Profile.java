package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Strictness and defaults of a platform. */
public enum Profile implements Named {
    @JsonProperty("production")
    PRODUCTION("production"),
    @JsonProperty("testing")
    TESTING("testing"),
    @JsonProperty("development")
    DEVELOPMENT("development");

    private final String text;

    Profile(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static Profile of(String text) {
        return Named.find(values(), text);
    }
}
