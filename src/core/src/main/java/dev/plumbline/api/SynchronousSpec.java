package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** Synchronous replication of Postgres. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SynchronousSpec(
        @Size(max = 64)
        @JsonPropertyDescription(
                "Strict loses no acknowledged commit, Preferred writes on without a standby, Asynchronous never waits for one. Absent means Strict in testing and production, else Preferred.")
        String durability,

        @Min(1) @Max(14) @JsonPropertyDescription("Standbys that must confirm each commit. Absent means 1.")
        Integer standbys) {}
