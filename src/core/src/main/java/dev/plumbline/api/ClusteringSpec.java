package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Forming of the H2O cloud. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusteringSpec(
        @Min(10)
        @Max(3600)
        @JsonPropertyDescription("Seconds that a member waits for the others before it gives up. Absent means 180.")
        Integer lookupTimeoutSeconds,

        @JsonPropertyDescription(
                "RestartCluster restarts all members after one is lost, Report only tells it. Absent means RestartCluster.")
        MemberLossPolicy onMemberLoss) {}
