package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The distribution that inputs are compared with. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftReferenceSpec(
        @Size(max = 127) @JsonPropertyDescription("Table with the training snapshot, with its schema.")
        String table,

        @DateTime @JsonPropertyDescription("When the snapshot was taken.")
        String snapshotTime) {}
