package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One rule that is broken now. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViolationStatus(
        @Size(max = 16) @JsonPropertyDescription("Id of the rule.")
        String rule,

        @Size(max = 32) @JsonPropertyDescription("View that the rule belongs to.")
        String view,

        @Size(max = 4096) @JsonPropertyDescription("Path of the field.")
        String path,

        @Size(max = 16) @JsonPropertyDescription("Error or Warning.")
        String severity,

        @Size(max = 32768) @JsonPropertyDescription("What was found, what is allowed and how to mend it.")
        String message,

        @Size(max = 10) @JsonPropertyDescription("Last day of the exemption, if there is one.")
        String exemptUntil) {}
