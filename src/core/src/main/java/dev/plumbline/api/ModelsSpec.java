package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Which models rollouts may fetch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelsSpec(
        @Size(max = 64)
        @JsonPropertyDescription(
                "Prefixes of addresses that may be fetched. Empty allows any public host; private hosts only when listed.")
        List<@Size(max = 2048) String> allow,

        @JsonPropertyDescription("Whether each rollout must carry a signature. Absent means Optional.")
        SignaturePolicy signature,

        @JsonPropertyDescription("Secret with the public key that signatures are checked with.")
        LocalRef signingKeyRef) {}
