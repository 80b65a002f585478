package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** When the old model is brought back. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollbackSpec(
        @JsonPropertyDescription("Whether a breach in the watch window rolls back by itself. Absent means true.")
        Boolean automatic,

        @Min(0) @Max(604800) @JsonPropertyDescription("Length of the watch window. Absent means 600.")
        Integer watchSecondsAfterPromotion,

        @Min(1) @Max(100) @JsonPropertyDescription("Models kept for a rollback. Absent means 3.")
        Integer keepVersions) {}
