package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What the archive of the target contains. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtifactStatus(
        @Size(max = 64) @JsonPropertyDescription("Algorithm of the model.")
        String algorithm,

        @Size(max = 32) @JsonPropertyDescription("Version of the MOJO format.")
        String mojoVersion,

        @Size(max = 64) @JsonPropertyDescription("H2O version that wrote the archive.")
        String h2oVersion,

        @JsonPropertyDescription("Size of the archive.") Long sizeBytes,

        @JsonPropertyDescription("Number of trees, for tree models.")
        Integer trees,

        @JsonPropertyDescription("Number of input columns.") Integer inputs,

        @Size(max = 32) @JsonPropertyDescription("Heap that the loaded model is estimated to take.")
        String estimatedHeap) {}
