package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The prediction cache. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CacheSpec(
        @JsonPropertyDescription(
                "Auto measures whether the cache pays, Always uses it, Never leaves it out. Absent means Auto.")
        CacheMode mode,

        @Size(max = 1024)
        @JsonPropertyDescription(
                "Form of the keys; must contain {modelVersion}. Absent means {model}:{modelVersion}:{featuresHash}.")
        String keyTemplate,

        @JsonPropertyDescription("Life of an entry, required when a cache is described.")
        Integer ttlSeconds,

        @JsonPropertyDescription("Whether equal requests at the same time are scored once. Absent means true.")
        Boolean coalesce,

        @JsonPropertyDescription("Whether entries are renewed at random before they end. Absent means true.")
        Boolean earlyExpiry,

        @JsonPropertyDescription(
                "Bypass scores without the cache when it is down, Fail refuses the request. Absent means Bypass.")
        CacheFailurePolicy onFailure) {}
