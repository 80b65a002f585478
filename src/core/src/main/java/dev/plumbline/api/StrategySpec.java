package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How the new model takes over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategySpec(
        @JsonPropertyDescription(
                "HotSwap switches all Pods at once, Canary by weight, Shadow only compares, BlueGreen by a second Deployment. Absent means HotSwap.")
        StrategyType type,

        @JsonPropertyDescription("What the new model must show before it takes traffic.")
        WarmupSpec warmup,

        @Size(max = 32)
        @JsonPropertyDescription("Weights of a canary in rising order. Absent or empty means 10 and 50 percent.")
        List<StepSpec> steps) {}
