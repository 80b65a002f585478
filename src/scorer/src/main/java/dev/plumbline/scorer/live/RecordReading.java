package dev.plumbline.scorer.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the live record again and again, on one thread, and says when that has not worked for a while. */
final class RecordReading {

    private static final Logger LOG = Logger.getLogger(RecordReading.class);

    /** An API server that restarts, or is busy, is no trouble that anybody should hear of. */
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final LiveSource source;
    private final Clock clock;
    private long failingSince;
    private volatile String trouble = "";
    private String why = "";

    RecordReading(LiveSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Empty when it cannot be read now; {@link #why()} tells the reason then. */
    Optional<LiveRecord> read() {
        try {
            LiveRecord read = source.read();
            failingSince = 0;
            trouble = "";
            return Optional.of(read);
        } catch (IOException unreadable) {
            why = Objects.requireNonNullElse(
                    unreadable.getMessage(), unreadable.getClass().getSimpleName());
            LOG.debugf("the live state cannot be read: %s", why);
            long now = clock.millis();
            failingSince = failingSince == 0 ? now : failingSince;
            trouble = now - failingSince >= A_WHILE.toMillis() ? why : "";
            return Optional.empty();
        }
    }

    /** Of the latest time that it could not be read. */
    String why() {
        return why;
    }

    /** Why it cannot be read and could not for a while; else empty. To be asked by any thread. */
    String trouble() {
        return trouble;
    }
}
