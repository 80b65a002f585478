package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** One step of a canary. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepSpec(
        @JsonPropertyDescription("Percent of the requests that the new model answers.")
        Integer weight,

        @Min(0) @Max(604800) @JsonPropertyDescription("Seconds before the next step. Absent means 300.")
        Integer holdSeconds) {}
