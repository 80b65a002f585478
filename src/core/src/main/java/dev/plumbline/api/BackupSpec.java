package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Backups of Postgres. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupSpec(
        @Size(max = 100) @JsonPropertyDescription("Cron schedule of base backups in UTC, for example 0 2 * * *.")
        String schedule,

        @Size(max = 16)
        @Pattern("^[1-9][0-9]{0,4}[dwm]$")
        @JsonPropertyDescription("How long backups are kept: a number with d, w or m. Absent means 14d.")
        String retention,

        @JsonPropertyDescription("Whether the write-ahead log is archived so that any moment can be restored.")
        Boolean pointInTime,

        @JsonPropertyDescription("Secret with the address and credentials of the object store.")
        LocalRef objectStoreSecretRef) {}
