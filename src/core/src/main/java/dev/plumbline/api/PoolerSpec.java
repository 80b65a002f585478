package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The connection pooler. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolerSpec(
        @JsonPropertyDescription("Whether a pooler stands before the database. Absent means false.")
        Boolean enabled,

        @JsonPropertyDescription("When a server connection is given back. Absent means transaction.")
        PoolMode mode,

        @Min(1) @Max(100000) @JsonPropertyDescription("Connections that clients may open. Absent means 1000.")
        Integer maxClientConnections,

        @Min(1) @Max(10000) @JsonPropertyDescription("Connections that the pooler opens to Postgres. Absent means 100.")
        Integer maxServerConnections) {}
