package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** When the pooler gives a server connection back. */
public enum PoolMode implements Named {
    @JsonProperty("transaction")
    TRANSACTION("transaction"),
    @JsonProperty("session")
    SESSION("session"),
    @JsonProperty("statement")
    STATEMENT("statement");

    private final String text;

    PoolMode(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static PoolMode of(String text) {
        return Named.find(values(), text);
    }
}
