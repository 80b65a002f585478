package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Time partitions of a table. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartitionSpec(
        @Size(max = 63) @JsonPropertyDescription("Column of the partitions; it must be the time column.")
        String by,

        @JsonPropertyDescription("Length of one partition. Absent means month.")
        PartitionInterval every) {}
