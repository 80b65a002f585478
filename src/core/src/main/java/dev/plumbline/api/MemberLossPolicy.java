package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows the loss of an H2O member. */
public enum MemberLossPolicy implements Named {
    @JsonProperty("RestartCluster")
    RESTART_CLUSTER("RestartCluster"),
    @JsonProperty("Report")
    REPORT("Report");

    private final String text;

    MemberLossPolicy(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static MemberLossPolicy of(String text) {
        return Named.find(values(), text);
    }
}
