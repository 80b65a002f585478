package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A canary or a shadow, as of its latest measurement; counts are of the step. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialStatus(
        @JsonPropertyDescription("Canary or Shadow.") StrategyType type,

        @JsonPropertyDescription("Percent of the requests that the target answers, or of which it scores copies.")
        Integer weight,

        @JsonPropertyDescription("Step of the canary, from 1.")
        Integer step,

        @JsonPropertyDescription("Steps of the canary.") Integer steps,

        @DateTime @JsonPropertyDescription("When the step began.")
        String since,

        @DateTime @JsonPropertyDescription("When it was measured last.")
        String measuredAt,

        @JsonPropertyDescription("Measurements of the step that failed.")
        Integer failures,

        @JsonPropertyDescription("Requests that the target answered, or copies that it scored, over all Pods.")
        Long requests,

        @JsonPropertyDescription("Answers with a server error among them.")
        Long http5xx,

        @JsonPropertyDescription("99th percentile of the target, in the slowest Pod.")
        Long p99Milliseconds,

        @JsonPropertyDescription("Slowest answer of the target, over all Pods.")
        Long longestMilliseconds,

        @JsonPropertyDescription("What a shadow found.") ShadowStatus shadow) {}
