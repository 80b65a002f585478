package dev.plumbline.rollout;

import java.util.Optional;

/**
 * A model as a Pod names it; where it was fetched from is not the Pod's to tell.
 *
 * @param artifact present once it is loaded
 */
public record ServedModel(String name, String version, String digest, Optional<ArtifactFacts> artifact) {

    public ServedModel(String name, String version, String digest) {
        this(name, version, digest, Optional.empty());
    }

    public boolean is(ModelVersion model) {
        return model.isServedAs(name, version, digest);
    }
}
