package dev.plumbline.rollout;

import java.util.Optional;

/**
 * An artifact that the Job has accepted; bytes of this digest need no second look.
 *
 * @param report as the Job wrote it; may be empty
 */
public record Verified(String digest, Optional<ArtifactFacts> artifact, String report) {

    public Verified(String digest, Optional<ArtifactFacts> artifact) {
        this(digest, artifact, "");
    }
}
