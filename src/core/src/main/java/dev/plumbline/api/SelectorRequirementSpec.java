package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One demand on the labels of a namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SelectorRequirementSpec(
        @Required @Size(max = 316) @JsonPropertyDescription("Name of the label.")
        String key,

        @Required
        @Size(max = 16)
        @Pattern("^(In|NotIn|Exists|DoesNotExist)$")
        @JsonPropertyDescription("In, NotIn, Exists or DoesNotExist.")
        String operator,

        @Size(max = 32) @JsonPropertyDescription("Values for In and NotIn.")
        List<@Size(max = 63) String> values) {}
