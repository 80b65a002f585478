package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator saw of one platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MlPlatformStatus(
        @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription("Summary of the conditions in one word.")
        PlatformPhase phase,

        @JsonPropertyDescription("The H2O cloud as its leader reports it.")
        H2oStatus h2o,

        @JsonPropertyDescription("The Postgres cluster as Patroni reports it.")
        PostgresStatus postgres,

        @Size(max = 5)
        @MapList("name")
        @JsonPropertyDescription("The five views and whether the platform holds true to each.")
        List<ViewStatus> views,

        @Size(max = 128) @JsonPropertyDescription("Rules that the platform breaks now, exempted ones included.")
        List<ViolationStatus> violations,

        @Size(max = 32) @MapList("type") @JsonPropertyDescription("One condition per component and view.")
        List<Condition> conditions) {}
