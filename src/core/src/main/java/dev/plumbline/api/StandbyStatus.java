package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The Deployment beside the one that clients are sent to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandbyStatus(
        @Size(max = 63) @JsonPropertyDescription("Its name.")
        String deployment,

        @JsonPropertyDescription(
                "Preparing: it loads the target. Serving: it serves the target and waits for the switch. Kept: clients"
                        + " were sent to it before and can be again.")
        StandbyState state,

        @Size(max = 63) @JsonPropertyDescription("Version of the model in its Pods.")
        String version,

        @JsonPropertyDescription("Its Pods.") Integer pods,

        @JsonPropertyDescription("Those of them that are Ready.")
        Integer ready,

        @DateTime @JsonPropertyDescription("When it is removed, if it is kept and nobody goes back.")
        String until) {}
