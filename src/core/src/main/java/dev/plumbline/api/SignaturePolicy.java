package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether rollouts must carry a signature. */
public enum SignaturePolicy implements Named {
    @JsonProperty("Optional")
    OPTIONAL("Optional"),
    @JsonProperty("Required")
    REQUIRED("Required");

    private final String text;

    SignaturePolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static SignaturePolicy of(String text) {
        return Named.find(values(), text);
    }
}
