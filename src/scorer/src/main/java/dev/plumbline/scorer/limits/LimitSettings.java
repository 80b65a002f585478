package dev.plumbline.scorer.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What protects the scoring; {@code PLUMBLINE_LIMITS_BREAKER_QUEUE_DEPTH} and so on. */
@ConfigMapping(prefix = "plumbline.limits")
public interface LimitSettings {

    /** Waiting requests at which the breaker opens; 0 takes 80 % of the queue's capacity. */
    @WithDefault("0")
    int breakerQueueDepth();

    @WithDefault("5")
    int breakerOpenSeconds();

    /** A request that waited longer is not scored any more: its client has given up, or will. */
    @WithDefault("1s")
    Duration queueTimeout();

    /** Where requests are scored. */
    @WithDefault("auto")
    Placement.Mode offload();

    /** With {@code auto}, what a request may cost the event loop at most. */
    @WithDefault("150")
    int inlineMicroseconds();

    /** With {@code auto}, larger bodies always go to the executor. */
    @WithDefault("16384")
    int inlineBodyBytes();

    /** Requests that each client may make per second; 0 sets no limit. */
    @WithDefault("0")
    double clientRate();

    /** Requests that a client may make at once after a rest; 0 takes the requests of one second. */
    @WithDefault("0")
    int clientBurst();

    /** Clients that are told apart. */
    @WithDefault("10000")
    int clients();
}
