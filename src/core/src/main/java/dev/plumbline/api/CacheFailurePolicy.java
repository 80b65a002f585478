package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a failing cache does to a request. */
public enum CacheFailurePolicy implements Named {
    @JsonProperty("Bypass")
    BYPASS("Bypass"),
    @JsonProperty("Fail")
    FAIL("Fail");

    private final String text;

    CacheFailurePolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static CacheFailurePolicy of(String text) {
        return Named.find(values(), text);
    }
}
