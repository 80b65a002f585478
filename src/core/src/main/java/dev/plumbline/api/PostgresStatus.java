package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The Postgres cluster as Patroni reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostgresStatus(
        @Size(max = 253) @JsonPropertyDescription("Pod that takes writes.")
        String currentPrimary,

        @Size(max = 253) @JsonPropertyDescription("Pod that shall take writes.")
        String targetPrimary,

        @Size(max = 16) @JsonPropertyDescription("Pods that confirm each commit.")
        List<@Size(max = 253) String> syncStandbys,

        @JsonPropertyDescription("Timeline of the database; it rises with each failover.")
        Integer timelineID,

        @JsonPropertyDescription("The last failover and what it cost.")
        FailoverStatus lastFailover,

        @DateTime @JsonPropertyDescription("Earliest moment that can be restored.")
        String firstRecoverabilityPoint) {}
