package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A label selector over namespaces. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSelectorSpec(
        @Size(max = 16) @JsonPropertyDescription("Labels that a namespace must carry.")
        Map<String, @Size(max = 63) String> matchLabels,

        @Size(max = 16) @JsonPropertyDescription("Further demands on the labels.")
        List<SelectorRequirementSpec> matchExpressions) {}
