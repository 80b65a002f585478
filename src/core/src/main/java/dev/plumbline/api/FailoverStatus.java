package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the last failover cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailoverStatus(
        @DateTime @JsonPropertyDescription("When the primary was lost.")
        String at,

        @JsonPropertyDescription("Seconds without writes.") Integer writeOutageSeconds,

        @JsonPropertyDescription("Acknowledged commits that were lost.")
        Integer lostCommits) {}
