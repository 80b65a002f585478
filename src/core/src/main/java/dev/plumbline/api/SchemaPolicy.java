package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How the inputs of a new model may differ from the active one's. */
public enum SchemaPolicy implements Named {
    @JsonProperty("Identical")
    IDENTICAL("Identical"),
    @JsonProperty("Compatible")
    COMPATIBLE("Compatible"),
    @JsonProperty("Any")
    ANY("Any");

    private final String text;

    SchemaPolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static SchemaPolicy of(String text) {
        return Named.find(values(), text);
    }
}
