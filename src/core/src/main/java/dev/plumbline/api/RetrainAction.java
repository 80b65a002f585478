package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done with a retrained model. */
public enum RetrainAction implements Named {
    @JsonProperty("Candidate")
    CANDIDATE("Candidate"),
    @JsonProperty("Replace")
    REPLACE("Replace");

    private final String text;

    RetrainAction(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static RetrainAction of(String text) {
        return Named.find(values(), text);
    }
}
