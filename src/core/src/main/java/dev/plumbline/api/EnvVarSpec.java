package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One environment variable. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvVarSpec(
        @Required
        @Size(max = 256)
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @JsonPropertyDescription("Name of the variable.")
        String name,

        @Size(max = 4096) @JsonPropertyDescription("Plain value. Credentials are refused here; use valueFrom.")
        String value,

        @JsonPropertyDescription("Where the value is read from instead.")
        EnvVarSourceSpec valueFrom) {}
