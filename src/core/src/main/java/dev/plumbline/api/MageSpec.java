package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The Mage pipeline server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MageSpec(
        @JsonPropertyDescription("Whether Mage runs. Absent means false in development, else true.")
        Boolean enabled,

        @Size(max = 32) @JsonPropertyDescription("Version of Mage.")
        String version,

        @Size(max = 1024)
        @JsonPropertyDescription("Own image instead of the operator's; its tag must equal the version.")
        String image,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Internal is the only value allowed; Mage is never reachable from outside the cluster.")
        String exposure,

        @JsonPropertyDescription("Always refused; a component may not take a port of its node.")
        Integer hostPort,

        @JsonPropertyDescription("Volume of Mage.") StorageSpec storage,

        @JsonPropertyDescription("Resources of the Mage Pod. Absent memory means 2Gi.")
        ResourcesSpec resources,

        @Size(max = 64) @MapList("name") @JsonPropertyDescription("Environment variables of the Mage container.")
        List<EnvVarSpec> env,

        @JsonPropertyDescription("Security settings; anything weaker than the restricted standard is refused.")
        SecuritySpec securityContext) {}
