package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Turns requests away before the queue is full. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CircuitBreakerSpec(
        @JsonPropertyDescription(
                "Waiting requests at which the breaker opens. Absent means 80 % of the queue capacity.")
        Integer queueDepth,

        @Min(1) @Max(3600) @JsonPropertyDescription("Seconds that the breaker stays open. Absent means 5.")
        Integer openSeconds) {}
