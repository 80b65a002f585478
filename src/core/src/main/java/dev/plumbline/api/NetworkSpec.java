package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Network isolation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSpec(
        @Size(max = 64)
        @JsonPropertyDescription(
                "Strict denies all traffic that is not named, None writes no policies. Absent means Strict.")
        String isolation,

        @Size(max = 32) @JsonPropertyDescription("Who may call in from other namespaces.")
        List<AllowFromSpec> allowFrom) {}
