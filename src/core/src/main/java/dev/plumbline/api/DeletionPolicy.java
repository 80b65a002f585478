package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to volumes when the platform is deleted. */
public enum DeletionPolicy implements Named {
    @JsonProperty("Retain")
    RETAIN("Retain"),
    @JsonProperty("Snapshot")
    SNAPSHOT("Snapshot"),
    @JsonProperty("Delete")
    DELETE("Delete");

    private final String text;

    DeletionPolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static DeletionPolicy of(String text) {
        return Named.find(values(), text);
    }
}
