package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A column of a feature table. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnSpec(
        @Required @Size(max = 63) @JsonPropertyDescription("Name of the column.")
        String name,

        @Size(max = 63) @JsonPropertyDescription("Postgres type of the column. The type json is refused; use jsonb.")
        String type,

        @JsonPropertyDescription("Whether queries filter by this column. A filtered jsonb column needs a GIN index.")
        Boolean filtered,

        @Size(max = 64) @JsonPropertyDescription("Kind of index on the column, for example GIN or BTREE.")
        String index) {}
