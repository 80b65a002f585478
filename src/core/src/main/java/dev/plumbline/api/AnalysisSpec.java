package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The measurements that gate promotion. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalysisSpec(
        @Min(1) @Max(86400) @JsonPropertyDescription("Seconds between two measurements. Absent means 30.")
        Integer intervalSeconds,

        @Size(max = 32) @MapList("name") @JsonPropertyDescription("The measurements and their bounds.")
        List<MetricSpec> metrics,

        @JsonPropertyDescription("The metrics server for metrics with a query.")
        PrometheusSpec prometheus,

        @Min(0) @Max(1000) @JsonPropertyDescription("Failed measurements that are tolerated. Absent means 1.")
        Integer failureLimit,

        @JsonPropertyDescription("What a missing measurement means. Absent means Hold.")
        NoDataPolicy noDataPolicy) {}
