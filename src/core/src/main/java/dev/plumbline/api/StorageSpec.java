package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The volume of one Pod of a component. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageSpec(
        @Size(max = 32)
        @QuantityText
        @JsonPropertyDescription("Size of the volume; it can grow and never shrink. Absent means 10Gi.")
        String size,

        @Size(max = ObjectName.LONGEST)
        @Pattern("^(" + ObjectName.SUBDOMAIN + ")?$")
        @JsonPropertyDescription(
                "Storage class; it cannot change later. Absent means the default class of the cluster.")
        String storageClassName,

        @JsonPropertyDescription(
                "Whether the volume outlives the platform. Production refuses false. Absent means true.")
        Boolean retain,

        @JsonPropertyDescription("Whether the data may vanish with the Pod. Must not be true.")
        Boolean ephemeral,

        @Size(max = 1024) @JsonPropertyDescription("Always refused; data may not lie in a directory of the node.")
        String hostPath) {}
