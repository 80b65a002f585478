package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The split between the Java heap and native memory. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeapSpec(
        @JsonPropertyDescription("Share of the memory limit given to the Java heap, from 50 to 70. Absent means 60.")
        Integer heapPercent) {}
