package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a new model takes over. */
public enum StrategyType implements Named {
    @JsonProperty("HotSwap")
    HOT_SWAP("HotSwap"),
    @JsonProperty("Canary")
    CANARY("Canary"),
    @JsonProperty("Shadow")
    SHADOW("Shadow"),
    @JsonProperty("BlueGreen")
    BLUE_GREEN("BlueGreen");

    private final String text;

    StrategyType(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static StrategyType of(String text) {
        return Named.find(values(), text);
    }
}
