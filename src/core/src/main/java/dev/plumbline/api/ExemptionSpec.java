package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One rule that may be broken until a date. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExemptionSpec(
        @Required
        @Size(max = 16)
        @Pattern("^[A-Z]{3,4}-[0-9]{2}$")
        @JsonPropertyDescription("Id of the rule, for example LOG-02.")
        String rule,

        @Size(max = 512) @JsonPropertyDescription("Why the rule is broken. Required in production.")
        String reason,

        @Size(max = 32)
        @JsonPropertyDescription("Last day of the exemption in UTC, as YYYY-MM-DD. Required in production.")
        String until) {}
