package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What the user asks of one rollout: a platform, a model, how it is served and switched. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelRolloutSpec(
        @JsonPropertyDescription("The MlPlatform that the model is served on, in the same namespace.")
        LocalRef platformRef,

        @Default("false")
        @JsonPropertyDescription(
                "While true the operator changes nothing of this rollout and says so in its conditions.")
        Boolean paused,

        @JsonPropertyDescription("The model that shall be served.")
        ModelSpec model,

        @JsonPropertyDescription("The inference Pods.") ServingSpec serving,

        @JsonPropertyDescription("How the new model takes over from the old.")
        StrategySpec strategy,

        @JsonPropertyDescription("The measurements that gate promotion.")
        AnalysisSpec analysis,

        @JsonPropertyDescription("When the old model is brought back.")
        RollbackSpec rollback,

        @Min(1) @Max(604800) @JsonPropertyDescription("Longest time that a rollout may take. Absent means 900.")
        Integer progressDeadlineSeconds,

        @JsonPropertyDescription("Watch over the distribution of the inputs.")
        DriftSpec drift,

        @JsonPropertyDescription("The gate that a retrained model must pass.")
        ValidationSpec validation) {}
