package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Number of inference Pods. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicasSpec(
        @Max(1000) @JsonPropertyDescription("Fewest Pods. Absent means 2.")
        Integer min,

        @Max(1000) @JsonPropertyDescription("Most Pods; scaled by CPU when above min. Absent means min.")
        Integer max,

        @Min(1) @Max(100) @JsonPropertyDescription("CPU use that the scaling aims at. Absent means 70.")
        Integer targetCpuPercent) {}
