package dev.plumbline.scorer.cache;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the cache, {@code PLUMBLINE_CACHE_MODE} and so on. */
public interface CacheSettings {

    @WithDefault("never")
    CacheMode mode();

    @WithDefault(KeyTemplate.STANDARD)
    String keyTemplate();

    /** The longest life of an entry. */
    @WithDefault("300s")
    Duration ttl();

    /** Whether equal rows at the same time are scored once. */
    @WithDefault("true")
    boolean coalesce();

    /** Whether entries are renewed at random before they end. */
    @WithDefault("true")
    boolean earlyExpiry();

    /** What becomes of a request whose rows Redis should know, while Redis cannot be asked. */
    @WithDefault("bypass")
    FailurePolicy onFailure();

    /** Without it entries live in this process only. */
    Optional<String> redisHost();

    @WithDefault("6379")
    int redisPort();

    Optional<String> redisUser();

    Optional<Path> redisPasswordFile();

    /** How long a request waits for Redis, whatever number of rows it has. */
    @WithDefault("3ms")
    Duration deadline();

    /** Memory for the entries of this process. */
    @WithDefault("16777216")
    long nearBytes();
}
