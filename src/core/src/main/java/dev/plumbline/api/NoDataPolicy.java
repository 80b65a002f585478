package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a missing measurement means. */
public enum NoDataPolicy implements Named {
    @JsonProperty("Hold")
    HOLD("Hold"),
    @JsonProperty("Fail")
    FAIL("Fail"),
    @JsonProperty("Pass")
    PASS("Pass");

    private final String text;

    NoDataPolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static NoDataPolicy of(String text) {
        return Named.find(values(), text);
    }
}
