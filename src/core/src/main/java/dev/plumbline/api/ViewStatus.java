package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One of the five views. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewStatus(
        @Required @Size(max = 32) @JsonPropertyDescription("Name of the view.")
        String name,

        @JsonPropertyDescription("Compliant, Exempted, Violated or Unknown.")
        ViewState state,

        @JsonPropertyDescription("Number of findings of this view.")
        Integer violations) {}
