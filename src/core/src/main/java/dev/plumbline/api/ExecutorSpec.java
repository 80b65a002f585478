package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The bounded executor of each inference Pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutorSpec(
        @JsonPropertyDescription("Threads that score. Absent means 2.")
        Integer threads,

        @JsonPropertyDescription("Requests that may wait. Absent means 200.")
        Integer queueCapacity) {}
