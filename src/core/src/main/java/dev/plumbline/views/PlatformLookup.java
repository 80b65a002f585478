package dev.plumbline.views;

import dev.plumbline.api.MlPlatform;
import java.util.Optional;

/** What is known of the platform that a rollout names. */
public sealed interface PlatformLookup {

    record Found(MlPlatform platform) implements PlatformLookup {}

    /** It was looked for where it would have to be, and is not there. */
    record NotFound() implements PlatformLookup {}

    /** Nobody could look: a single file, without a cluster. */
    record NotAsked() implements PlatformLookup {}

    default Optional<MlPlatform> known() {
        return this instanceof Found found ? Optional.of(found.platform()) : Optional.empty();
    }
}
