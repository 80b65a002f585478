package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How far the inference Pods are. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodsStatus(
        @JsonPropertyDescription("Pods that exist.") Integer total,

        @JsonPropertyDescription("Pods that loaded the target.")
        Integer loaded,

        @JsonPropertyDescription("Pods that warmed the target.")
        Integer warm,

        @JsonPropertyDescription("Pods that serve the target.")
        Integer active) {}
