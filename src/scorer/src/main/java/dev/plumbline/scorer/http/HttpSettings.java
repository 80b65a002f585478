package dev.plumbline.scorer.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The public port; {@code PLUMBLINE_HTTP_PORT} and so on. */
@ConfigMapping(prefix = "plumbline.http")
public interface HttpSettings {

    @WithDefault("0.0.0.0")
    String host();

    @WithDefault("8080")
    int port();

    /** Threads that read and write; 0 takes one per processor. */
    @WithDefault("0")
    int eventLoops();

    /** Open connections; beyond them the one that has been idle for longest is closed for a new one. */
    @WithDefault("4096")
    int maxConnections();

    /** From the first byte of a request, or from the opening of a connection, to the end of the headers. */
    @WithDefault("10s")
    Duration headTimeout();

    /** From the end of the headers to the end of the body. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** For a client that does not read its answer. */
    @WithDefault("10s")
    Duration writeTimeout();

    /** Between two requests of a connection. */
    @WithDefault("60s")
    Duration idleTimeout();

    @WithDefault("16384")
    int maxHeaderBytes();

    @WithDefault("4096")
    int maxLineBytes();
}
