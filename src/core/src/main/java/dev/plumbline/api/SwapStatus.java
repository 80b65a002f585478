package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The last switch and what was measured around it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwapStatus(
        @JsonPropertyDescription("Epoch that the switch began.")
        Long epoch,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Reference: each Pod changed its reference. Service: the Service was pointed to other Pods, which clients"
                        + " follow within seconds and not at one instant.")
        String by,

        @DateTime @JsonPropertyDescription("When the first Pod switched, or the switch of the Service was decided.")
        String at,

        @DateTime @JsonPropertyDescription("When the last Pod switched, or the Service was seen to be switched.")
        String until,

        @JsonPropertyDescription("Time from the first to the last Pod. Absent when it was by Service.")
        Long durationMilliseconds,

        @JsonPropertyDescription(
                "Requests answered by all Pods in the measured window, from one second before to five after; by Service, by the new Pods in the first seconds.")
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
