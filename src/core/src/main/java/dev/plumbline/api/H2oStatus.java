package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The H2O cloud as its leader reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record H2oStatus(
        @JsonPropertyDescription("Members of the cloud.") Integer cloudSize,

        @JsonPropertyDescription("Whether the cloud calls itself healthy.")
        Boolean healthy,

        @JsonPropertyDescription("Whether the cloud takes no further members.")
        Boolean locked,

        @Size(max = 253) @JsonPropertyDescription("Pod that leads the cloud and answers clients.")
        String leaderPod,

        @Size(max = 64) @JsonPropertyDescription("H2O version that runs.")
        String version,

        @JsonPropertyDescription("How often the operator restarted the cloud after a lost member.")
        Integer restarts,

        @JsonPropertyDescription("The memory split that is enforced.")
        H2oMemoryStatus memory) {}
