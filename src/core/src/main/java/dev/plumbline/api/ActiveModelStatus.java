package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The model that serves. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActiveModelStatus(
        @Size(max = 63) @JsonPropertyDescription("Name of the model.")
        String name,

        @Size(max = 63) @JsonPropertyDescription("Version of the model.")
        String version,

        @Size(max = 128) @JsonPropertyDescription("Digest of its archive.")
        String digest,

        @DateTime @JsonPropertyDescription("When it began to serve.")
        String since,

        @JsonPropertyDescription("Epoch of the switch that activated it.")
        Long epoch) {}
