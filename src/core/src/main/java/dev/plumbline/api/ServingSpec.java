package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The inference Pods. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServingSpec(
        @JsonPropertyDescription("How many Pods serve.") ReplicasSpec replicas,

        @JsonPropertyDescription("Resources of each inference Pod. Absent memory means 1Gi.")
        ResourcesSpec resources,

        @JsonPropertyDescription("How the memory is split between heap and native memory.")
        HeapSpec memory,

        @JsonPropertyDescription("The threads that score and the queue before them.")
        ExecutorSpec executor,

        @JsonPropertyDescription("When requests are turned away early.")
        CircuitBreakerSpec circuitBreaker,

        @JsonPropertyDescription("The prediction cache.") CacheSpec cache,

        @JsonPropertyDescription("The Postgres connections of each Pod.")
        PoolSpec pool,

        @Size(max = 64) @MapList("name") @JsonPropertyDescription("Environment variables of the inference container.")
        List<EnvVarSpec> env,

        @JsonPropertyDescription("Security settings; anything weaker than the restricted standard is refused.")
        SecuritySpec securityContext) {}
