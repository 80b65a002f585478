package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The H2O-3 cluster: memory split, size, start arguments. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record H2oSpec(
        @Size(max = 32)
        @JsonPropertyDescription("Exact H2O version, also the version that a MOJO must carry. Absent means 3.46.0.11.")
        String version,

        @Size(max = 1024)
        @JsonPropertyDescription("Own image instead of the operator's; its tag must equal the version.")
        String image,

        @Min(1) @Max(100) @JsonPropertyDescription("Members of the H2O cloud. Absent means 1 in development, else 3.")
        Integer nodes,

        @JsonPropertyDescription("Resources of each H2O Pod. The memory is required because -Xmx is computed from it.")
        ResourcesSpec resources,

        @JsonPropertyDescription("How the memory is split between heap and native memory.")
        HeapSpec memory,

        @Size(max = 64)
        @JsonPropertyDescription("Further JVM flags. Heap flags are refused since the operator owns the heap.")
        List<@Size(max = 512) String> jvmArgs,

        @Size(max = 64) @JsonPropertyDescription("Further arguments of h2o.jar.")
        List<@Size(max = 512) String> args,

        @Size(max = 64) @MapList("name") @JsonPropertyDescription("Environment variables of the H2O container.")
        List<EnvVarSpec> env,

        @JsonPropertyDescription("How the cloud is formed and what happens when a member is lost.")
        ClusteringSpec clustering,

        @Size(max = 64)
        @JsonPropertyDescription("Internal is the only value allowed; H2O is never reachable from outside the cluster.")
        String exposure,

        @JsonPropertyDescription("Always refused; a component may not take a port of its node.")
        Integer hostPort,

        @JsonPropertyDescription("Security settings; anything weaker than the restricted standard is refused.")
        SecuritySpec securityContext) {}
