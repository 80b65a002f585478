package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One opening in the isolation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowFromSpec(
        @Size(max = 63) @JsonPropertyDescription("Name of the namespace that may call in.")
        String namespace,

        @JsonPropertyDescription("Labels of the namespaces that may call in; must not match every namespace.")
        NamespaceSelectorSpec namespaceSelector,

        @Size(max = 8) @JsonPropertyDescription("Components that may be called. Absent means inference.")
        List<NetworkTarget> to) {}
