package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The declared schema of the feature store. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureStoreSpec(
        @Size(max = 63)
        @JsonPropertyDescription("Postgres schema that holds the feature tables. Absent means features.")
        String schema,

        @Size(max = 64) @MapList("table") @JsonPropertyDescription("The entities that features describe.")
        List<EntitySpec> entities,

        @Size(max = 40) @MapList("name") @JsonPropertyDescription("The feature tables.")
        List<TableSpec> tables) {}
