package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The metrics server that is asked for the metrics with a query. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrometheusSpec(
        @Required
        @Size(max = 512)
        @JsonPropertyDescription(
                "Base address, such as http://prometheus.monitoring:9090. The operator asks only those that its own"
                        + " settings list.")
        String address) {}
