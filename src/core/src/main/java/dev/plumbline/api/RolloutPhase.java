package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The step that a rollout is at. */
public enum RolloutPhase implements Named {
    @JsonProperty("Pending")
    PENDING("Pending"),
    @JsonProperty("Verifying")
    VERIFYING("Verifying"),
    @JsonProperty("Loading")
    LOADING("Loading"),
    @JsonProperty("WarmingUp")
    WARMING_UP("WarmingUp"),
    @JsonProperty("ReadyToSwitch")
    READY_TO_SWITCH("ReadyToSwitch"),
    @JsonProperty("Switching")
    SWITCHING("Switching"),
    @JsonProperty("Progressing")
    PROGRESSING("Progressing"),
    @JsonProperty("Watching")
    WATCHING("Watching"),
    @JsonProperty("Succeeded")
    SUCCEEDED("Succeeded"),
    @JsonProperty("RollingBack")
    ROLLING_BACK("RollingBack"),
    @JsonProperty("RolledBack")
    ROLLED_BACK("RolledBack"),
    @JsonProperty("Failed")
    FAILED("Failed"),
    @JsonProperty("Paused")
    PAUSED("Paused");

    private final String text;

    RolloutPhase(String text) {
        this.text = text;
    }

    /** The value as manifests spell it. */
    @Override
    public String text() {
        return text;
    }

    /** Null for an unknown text: one odd object must not stop the informer. */
    @JsonCreator
    public static RolloutPhase of(String text) {
        return Named.find(values(), text);
    }
}
