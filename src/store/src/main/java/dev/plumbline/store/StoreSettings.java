package dev.plumbline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a process may fetch artifacts.
 *
 * @param folder where copies lie
 * @param maxBytes of one artifact
 * @param allow as {@code spec.models.allow} of the platform; none allows any public host
 * @param loopback whether this very machine may be asked, for runs outside of a cluster
 * @param budget of time for one download
 * @param volumes where claims are mounted
 */
public record StoreSettings(
        Path folder,
        long maxBytes,
        List<String> allow,
        boolean loopback,
        Duration budget,
        Path volumes,
        StoreSecret secret) {

    public StoreSettings {
        allow = List.copyOf(allow);
    }
}
