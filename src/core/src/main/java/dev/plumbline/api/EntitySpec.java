package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An entity that features describe. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntitySpec(
        @Required @Size(max = 63) @JsonPropertyDescription("Name of the entity's table.")
        String table,

        @Size(max = 63) @JsonPropertyDescription("Column that identifies one entity.")
        String key) {}
