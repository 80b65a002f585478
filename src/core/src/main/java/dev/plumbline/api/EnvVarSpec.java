package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One environment variable. */
@OneOf({"value", "valueFrom"})
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvVarSpec(
        @Required
        @Size(max = 256)
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @JsonPropertyDescription("Name of the variable.")
        String name,

        @Size(max = 4096)
        @JsonPropertyDescription(
                "Plain value; exactly one of value and valueFrom is given. Credentials are refused here.")
        String value,

        @JsonPropertyDescription("Where the value is read from instead.")
        EnvVarSourceSpec valueFrom) {}
