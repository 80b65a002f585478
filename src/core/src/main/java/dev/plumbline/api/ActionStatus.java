package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The last request of one verb. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionStatus(
        @Required @Size(max = 32) @JsonPropertyDescription("The verb: abort, rollback, retry or promote.")
        String verb,

        @Size(max = 253) @JsonPropertyDescription("Value of the annotation that asked for it; one value acts once.")
        String nonce,

        @JsonPropertyDescription("Whether there was anything to do.")
        Boolean done,

        @Size(max = 4096) @JsonPropertyDescription("What came of it.")
        String outcome,

        @DateTime @JsonPropertyDescription("When it was carried out.")
        String at) {}
