package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How the answers of the target differ from those that clients got. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShadowStatus(
        @JsonPropertyDescription("Answers that both models gave.")
        Long compared,

        @JsonPropertyDescription("Of those, the ones with any difference.")
        Long different,

        @JsonPropertyDescription("Of those, the ones with another class.")
        Long labels,

        @JsonPropertyDescription("Largest difference of two numbers.")
        Double maxAbsDifference,

        @JsonPropertyDescription("Mean difference of two numbers.")
        Double meanAbsDifference,

        @JsonPropertyDescription("Copies that were not scored, since too many waited.")
        Long dropped) {}
