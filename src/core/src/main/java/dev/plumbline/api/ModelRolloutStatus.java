package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator saw of one rollout. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelRolloutStatus(
        @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription("Step of the rollout.") RolloutPhase phase,

        @JsonPropertyDescription("Inference Pods that exist, for the scale subresource.")
        Integer replicas,

        @Size(max = 512) @JsonPropertyDescription("Label selector of the inference Pods, for the scale subresource.")
        String selector,

        @JsonPropertyDescription("The model that serves.") ActiveModelStatus activeModel,

        @JsonPropertyDescription("The model that shall serve.")
        TargetModelStatus targetModel,

        @JsonPropertyDescription("What the archive of the target contains.")
        ArtifactStatus artifact,

        @JsonPropertyDescription("How far the inference Pods are.")
        PodsStatus pods,

        @JsonPropertyDescription("The second Deployment of a BlueGreen, while there is one.")
        StandbyStatus standby,

        @JsonPropertyDescription("The canary or shadow that is under way, as of its latest measurement.")
        TrialStatus trial,

        @JsonPropertyDescription("The last switch and what was measured.")
        SwapStatus lastSwap,

        @JsonPropertyDescription("What the Pods decided about the prediction cache.")
        CacheStatus cache,

        @JsonPropertyDescription("The last drift window.") DriftStatus drift,

        @JsonPropertyDescription("The last failure and where it happened.")
        FailureStatus lastFailure,

        @Size(max = 16)
        @MapList("verb")
        @JsonPropertyDescription("The last request of each verb, by annotation or command.")
        List<ActionStatus> actions,

        @Size(max = 128) @JsonPropertyDescription("Rules that the rollout breaks now.")
        List<ViolationStatus> violations,

        @Size(max = 32) @MapList("type") @JsonPropertyDescription("One condition per step and view.")
        List<Condition> conditions) {}
