package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Resources of one Pod. Requests equal limits for memory. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourcesSpec(
        @Size(max = 32)
        @QuantityText
        @JsonPropertyDescription("CPU of each Pod, as request and limit. Absent means a request of 100m and no limit.")
        String cpu,

        @Size(max = 32)
        @QuantityText
        @JsonPropertyDescription("Memory of each Pod, as request and limit, for example 10Gi.")
        String memory) {}
