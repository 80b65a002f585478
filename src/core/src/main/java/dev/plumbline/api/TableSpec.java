package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A feature table. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableSpec(
        @Required @Size(max = 63) @JsonPropertyDescription("Name of the table.")
        String name,

        @Size(max = 63) @JsonPropertyDescription("Entity that the features describe; one of entities.")
        String entity,

        @Size(max = 63) @JsonPropertyDescription("Column with the time at which a feature became known.")
        String timeColumn,

        @JsonPropertyDescription("Rows are only added. Absent means true and false is refused.")
        Boolean appendOnly,

        @Size(max = 80) @MapList("name") @JsonPropertyDescription("Columns of the table besides key and time.")
        List<ColumnSpec> columns,

        @JsonPropertyDescription("Time partitions of the table.")
        PartitionSpec partition) {}
