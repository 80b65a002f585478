package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** Walk-forward validation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WalkForwardSpec(
        @Size(max = 127)
        @JsonPropertyDescription(
                "Feature table that is validated on, with its schema. Absent means the drift reference.")
        String table,

        @Size(max = 63) @JsonPropertyDescription("Time column that splits the data.")
        String timeColumn,

        @Min(1) @Max(100) @JsonPropertyDescription("Number of splits. Absent means 5.")
        Integer splits,

        @Min(1) @Max(3660) @JsonPropertyDescription("Days of training in each split.")
        Integer trainDays,

        @Min(1) @Max(3660) @JsonPropertyDescription("Days of test in each split.")
        Integer testDays,

        @Size(max = 32) @JsonPropertyDescription("Measure of quality, for example auc.")
        String metric,

        @JsonPropertyDescription("Smallest value that passes.")
        Double minimum) {}
