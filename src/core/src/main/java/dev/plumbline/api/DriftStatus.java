package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The last drift window. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftStatus(
        @JsonPropertyDescription("Largest value over all features.")
        Double maxPsi,

        @Size(max = 253) @JsonPropertyDescription("Feature with that value.")
        String feature,

        @JsonPropertyDescription("Samples in the window.") Long samples,

        @JsonPropertyDescription("Windows above the threshold in a row.")
        Integer windowsAbove,

        @JsonPropertyDescription("The last retraining.") RetrainStatus lastRetrain) {}
