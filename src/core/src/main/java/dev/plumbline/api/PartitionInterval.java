package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Length of one time partition. */
public enum PartitionInterval implements Named {
    @JsonProperty("day")
    DAY("day"),
    @JsonProperty("week")
    WEEK("week"),
    @JsonProperty("month")
    MONTH("month"),
    @JsonProperty("year")
    YEAR("year");

    private final String text;

    PartitionInterval(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static PartitionInterval of(String text) {
        return Named.find(values(), text);
    }
}
