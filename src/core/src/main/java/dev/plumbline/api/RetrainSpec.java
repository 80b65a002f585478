package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The retraining that drift sets off. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetrainSpec(
        @JsonPropertyDescription("The pipeline that trains.")
        RetrainPipelineSpec pipeline,

        @Min(1) @Max(10080) @JsonPropertyDescription("Longest run of the pipeline. Absent means 120.")
        Integer timeoutMinutes,

        @JsonPropertyDescription("Pause between two retrainings, required with retrain.")
        Integer cooldownHours,

        @Min(1) @Max(100) @JsonPropertyDescription("Most retrainings in a week. Absent means 3.")
        Integer maxPerWeek,

        @JsonPropertyDescription(
                "Candidate offers the new model for a decision, Replace rolls it out. Absent means Candidate.")
        RetrainAction action) {}
