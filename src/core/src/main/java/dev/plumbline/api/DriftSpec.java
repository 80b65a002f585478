package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Watch over the distribution of the inputs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftSpec(
        @JsonPropertyDescription("Measure of the drift. Absent means PSI.")
        DriftMetric metric,

        @JsonPropertyDescription("Value from which the inputs count as drifted. Absent means 0.25.")
        Double threshold,

        @JsonPropertyDescription("Value from which a warning is given. Absent means 0.1.")
        Double warnThreshold,

        @Min(2) @Max(1000) @JsonPropertyDescription("Bins of the distribution. Absent means 10.")
        Integer bins,

        @JsonPropertyDescription("Samples that a window must hold; at least 50 per bin. Absent means 1000.")
        Integer minSamples,

        @Min(1) @Max(527040) @JsonPropertyDescription("Length of a window. Absent means 1440.")
        Integer windowMinutes,

        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("Windows above the threshold before something is done. Absent means 2.")
        Integer consecutiveWindows,

        @JsonPropertyDescription("The distribution that is compared with.")
        DriftReferenceSpec reference,

        @JsonPropertyDescription("The retraining that drift sets off.")
        RetrainSpec retrain) {}
