package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What the new model must show before it takes traffic. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarmupSpec(
        @Min(0) @Max(1000000) @JsonPropertyDescription("Requests that are replayed. Absent means 500.")
        Integer requests,

        @Min(1)
        @Max(600000)
        @JsonPropertyDescription("Slowest allowed 99th percentile of the replay. Absent means that any is accepted.")
        Integer maxP99Milliseconds,

        @Min(0)
        @Max(300)
        @JsonPropertyDescription(
                "Seconds for which the model must have been warm in every Pod before they switch to it, like the minReadySeconds of a Deployment. Absent means 5. A way back does not wait.")
        Integer minWarmSeconds) {}
