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

        @DateTime @JsonPropertyDescription("When the Pods switched.")
        String at,

        @JsonPropertyDescription("Time from the first to the last Pod.")
        Long durationMilliseconds,

        @JsonPropertyDescription("Requests answered in the measured window.")
        Long requests,

        @JsonPropertyDescription("Answers with a server error among them.")
        Long http5xx,

        @JsonPropertyDescription("99th percentile before the switch.")
        Long p99BeforeMilliseconds,

        @JsonPropertyDescription("99th percentile during the switch.")
        Long p99DuringMilliseconds) {}
