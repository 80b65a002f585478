package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One measurement and its bounds. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricSpec(
        @Required @Size(max = 63) @JsonPropertyDescription("Name of the measurement.")
        String name,

        @Size(max = 2048)
        @JsonPropertyDescription(
                "PromQL that answers one number, asked of analysis.prometheus. Absent: one of the metrics that the Pods"
                        + " measure themselves.")
        String query,

        @JsonPropertyDescription("Largest value that passes.")
        Double max,

        @JsonPropertyDescription("Smallest value that passes.")
        Double min) {}
