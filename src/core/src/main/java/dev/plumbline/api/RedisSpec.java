package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The Redis prediction cache. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RedisSpec(
        @Size(max = 32) @JsonPropertyDescription("Version of Redis. Absent means 7.0.")
        String version,

        @Size(max = 1024)
        @JsonPropertyDescription("Own image instead of the operator's; its tag must equal the version.")
        String image,

        @Min(1) @Max(15) @JsonPropertyDescription("Number of Redis Pods. Absent means 3 in production, else 1.")
        Integer replicas,

        @JsonPropertyDescription("Share of the memory limit given to cached data, at most 85. Absent means 75.")
        Integer maxMemoryPercentOfLimit,

        @Size(max = 64) @JsonPropertyDescription("What is evicted when the cache is full. Absent means allkeys-lru.")
        String evictionPolicy,

        @JsonPropertyDescription("Resources of each Redis Pod. Absent memory means 256Mi.")
        ResourcesSpec resources,

        @JsonPropertyDescription("Volume of each Redis Pod. Absent means none; a cache can be rebuilt.")
        StorageSpec storage,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Internal is the only value allowed; Redis is never reachable from outside the cluster.")
        String exposure,

        @JsonPropertyDescription("Always refused; a component may not take a port of its node.")
        Integer hostPort,

        @JsonPropertyDescription("Security settings; anything weaker than the restricted standard is refused.")
        SecuritySpec securityContext) {}
