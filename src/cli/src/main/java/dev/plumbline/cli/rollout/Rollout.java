package dev.plumbline.cli.rollout;

import dev.plumbline.api.ModelRollout;
import java.util.Map;

/** One ModelRollout of a cluster. Every call may fail with a {@link NotReached} that says why. */
public interface Rollout {

    /** As {@code namespace/name}. */
    String named();

    ModelRollout read();

    /** Sets this annotation; all else stays. */
    void annotate(String key, String value);

    void pause(boolean paused);

    /** The cluster, the namespace or the object cannot be used; the message is for the user. */
    final class NotReached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReached(String message) {
            super(message);
        }
    }

    /** Fields to set, as a merge patch. */
    static Map<String, Object> annotation(String key, String value) {
        return Map.of("metadata", Map.of("annotations", Map.of(key, value)));
    }
}
