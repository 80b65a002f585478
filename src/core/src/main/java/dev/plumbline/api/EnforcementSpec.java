package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How broken rules are treated. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnforcementSpec(
        @JsonProperty("default")
        @JsonPropertyDescription(
                "Enforce refuses a manifest that breaks a rule, Warn accepts it with a warning. Production demands Enforce.")
        EnforcementMode defaultMode,

        @Size(max = 32)
        @MapList("rule")
        @JsonPropertyDescription("Rules that this platform may break until a date, with the reason.")
        List<ExemptionSpec> exemptions) {}
