package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The last failure. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureStatus(
        @Size(max = 128) @JsonPropertyDescription("Reason in one word.")
        String reason,

        @Size(max = 32768) @JsonPropertyDescription("What happened.")
        String message,

        @Size(max = 4096) @JsonPropertyDescription("Where it happened, for example a Pod.")
        String location,

        @DateTime @JsonPropertyDescription("When it happened.")
        String at,

        @Size(max = 63)
        @JsonPropertyDescription("Name of the model that was given up; absent when only a change of its Pods was.")
        String model,

        @Size(max = 63) @JsonPropertyDescription("Its version.")
        String version,

        @Size(max = 128) @JsonPropertyDescription("Digest of its archive.")
        String digest) {}
