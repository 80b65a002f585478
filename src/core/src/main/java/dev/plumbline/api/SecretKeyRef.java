package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a Secret in the same namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeyRef(
        @Required
        @Size(max = ObjectName.LONGEST)
        @Pattern(ObjectName.PATTERN)
        @JsonPropertyDescription("Name of the Secret.")
        String name,

        @Required @Size(max = 253) @Pattern(ObjectName.KEY_PATTERN) @JsonPropertyDescription("Key within the Secret.")
        String key) {}
