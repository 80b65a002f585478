package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What an archive must contain. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectSpec(
        @Size(max = 32) @JsonPropertyDescription("Algorithm of the model, for example gbm.")
        String algorithm,

        @Size(max = 32) @JsonPropertyDescription("H2O version that trained the model. Absent means the platform's.")
        String h2oVersion,

        @JsonPropertyDescription("How the inputs may differ from the active model's. Absent means Compatible.")
        SchemaPolicy schemaPolicy) {}
