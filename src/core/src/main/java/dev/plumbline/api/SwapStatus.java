package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The last switch and what was measured around it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwapStatus(
        @JsonPropertyDescription("Epoch that the switch began.")
        Long epoch,

        @DateTime @JsonPropertyDescription("When the first Pod switched.")
        String at,

        @DateTime @JsonPropertyDescription("When the last Pod switched.")
        String until,

        @JsonPropertyDescription("Time from the first to the last Pod.")
        Long durationMilliseconds,

        @JsonPropertyDescription(
                "Requests answered by all Pods in the measured window, from one second before to five after.")
        Long requests,

        @JsonPropertyDescription("Answers with a server error among them.")
        Long http5xx,

        @JsonPropertyDescription("99th percentile over the half minute before, in the slowest Pod.")
        Long p99BeforeMilliseconds,

        @JsonPropertyDescription("99th percentile over the measured window, in the slowest Pod.")
        Long p99DuringMilliseconds,

        @JsonPropertyDescription("Slowest answer of the measured window, over all Pods.")
        Long longestMilliseconds,

        @JsonPropertyDescription("Longest time of the measured window in which a Pod as a whole stood still.")
        Long longestStallMilliseconds) {}
