package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The memory split of each H2O Pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record H2oMemoryStatus(
        @Size(max = 32) @JsonPropertyDescription("Memory limit of the container.")
        String limit,

        @Size(max = 32) @JsonPropertyDescription("Largest Java heap.")
        String xmx,

        @JsonProperty("native") @Size(max = 32) @JsonPropertyDescription("Memory left outside the heap.")
        String nativeMemory,

        @JsonPropertyDescription("Share of the limit given to the heap.")
        Integer heapPercent) {}
