package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The Postgres database under Patroni. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostgresSpec(
        @Size(max = 32) @JsonPropertyDescription("Major version of Postgres. Absent means 15.")
        String version,

        @Size(max = 1024)
        @JsonPropertyDescription("Own image instead of the operator's; its tag must equal the version.")
        String image,

        @Min(1) @Max(15) @JsonPropertyDescription("Number of Postgres Pods. Absent means 1 in development, else 3.")
        Integer instances,

        @JsonPropertyDescription("Resources of each Postgres Pod. Absent memory means 1Gi.")
        ResourcesSpec resources,

        @JsonPropertyDescription("The volume of each Postgres Pod.")
        StorageSpec storage,

        @JsonPropertyDescription("Synchronous replication.") SynchronousSpec synchronous,

        @JsonPropertyDescription("Timing of the automatic failover.")
        FailoverSpec failover,

        @Min(20) @Max(10000) @JsonPropertyDescription("Value of max_connections. Absent means 200.")
        Integer maxConnections,

        @JsonPropertyDescription("Connection pooler before the database.")
        PoolerSpec pooler,

        @JsonPropertyDescription("Base backups and continuous archiving.")
        BackupSpec backup,

        @Size(max = 32) @JsonPropertyDescription("Extensions created in the database, for example vector.")
        List<@Size(max = 63) @Pattern("^[A-Za-z0-9_-]+$") String> extensions,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Internal is the only value allowed; Postgres is never reachable from outside the cluster.")
        String exposure,

        @JsonPropertyDescription("Always refused; a component may not take a port of its node.")
        Integer hostPort,

        @JsonPropertyDescription("Security settings; anything weaker than the restricted standard is refused.")
        SecuritySpec securityContext) {}
