package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What the Pods decided about the prediction cache; the numbers are those of the moment at which it was first seen. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CacheStatus(
        @JsonPropertyDescription("As the Pods were told.") CacheMode mode,

        @Size(max = 63) @JsonPropertyDescription("Version that the decision is about.")
        String version,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Off: every row is scored. Near: entries in the Pod. Sample: Redis is measured. Redis: Redis as well.")
        String decision,

        @Size(max = 256) @JsonPropertyDescription("Why, in the words of a Pod.")
        String because,

        @JsonPropertyDescription("Pods that decided so.") Integer pods,

        @JsonPropertyDescription("Pods that were asked.") Integer of,

        @JsonPropertyDescription("Microseconds to score one row, the median of those Pods.")
        Double scoreMicros,

        @JsonPropertyDescription("Microseconds to look one row up, hits and misses together, likewise.")
        Double lookupMicros,

        @JsonPropertyDescription("Microseconds of a round trip to Redis, likewise.")
        Double redisMicros) {}
