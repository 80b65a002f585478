package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Security settings of a component; only what keeps or tightens the restricted standard is accepted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecuritySpec(
        @JsonPropertyDescription("Must not be true.") Boolean privileged,
        @JsonPropertyDescription("Must not be false.") Boolean runAsNonRoot,

        @Min(0) @Max(4294967294L) @JsonPropertyDescription("User id of the process; must not be 0.")
        Long runAsUser,

        @JsonPropertyDescription("Must not be false.") Boolean readOnlyRootFilesystem,
        @JsonPropertyDescription("Must not be true.") Boolean allowPrivilegeEscalation,
        @JsonPropertyDescription("Must not be true.") Boolean hostNetwork,
        @JsonPropertyDescription("Must not be true.") Boolean hostPID,
        @JsonPropertyDescription("Must not be true.") Boolean hostIPC,

        @JsonPropertyDescription("Linux capabilities; all are dropped and none may be added.")
        CapabilitiesSpec capabilities) {}
