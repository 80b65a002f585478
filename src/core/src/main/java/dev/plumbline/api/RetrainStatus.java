package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One retraining. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetrainStatus(
        @Size(max = 253) @JsonPropertyDescription("Id of the pipeline run.")
        String runId,

        @Size(max = 32) @JsonPropertyDescription("State of the run.")
        String state) {}
