package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The pipeline that trains. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetrainPipelineSpec(
        @JsonPropertyDescription("Secret with the address and token of the Mage trigger.")
        LocalRef mageTriggerSecretRef) {}
