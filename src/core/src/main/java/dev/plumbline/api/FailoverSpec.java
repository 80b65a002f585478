package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Timing of Patroni's failover, in seconds. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailoverSpec(
        @Min(0) @Max(86400) @JsonPropertyDescription("Life of the leader lease; at least 20. Absent means 20.")
        Integer ttlSeconds,

        @Min(0) @Max(86400) @JsonPropertyDescription("Pause between two looks at the lease. Absent means 5.")
        Integer loopWaitSeconds,

        @Min(0) @Max(86400) @JsonPropertyDescription("How long a failing store is tried again. Absent means 5.")
        Integer retryTimeoutSeconds,

        @Min(0)
        @Max(86400)
        @JsonPropertyDescription("Longest outage of writes that a failover may cost. Absent means 30.")
        Integer objectiveSeconds) {}
