package dev.plumbline.cli.lint;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * One of our objects as a file gives it.
 *
 * @param object what of it could be decoded
 * @param schema what the CRD's schema refuses
 */
public record Manifest(String file, HasMetadata object, Located positions, List<Problem> schema) {

    public Optional<MlPlatform> platform() {
        return object instanceof MlPlatform platform ? Optional.of(platform) : Optional.empty();
    }

    public Optional<ModelRollout> rollout() {
        return object instanceof ModelRollout rollout ? Optional.of(rollout) : Optional.empty();
    }

    public int line() {
        return positions.line("");
    }

    /** The line of a field, or of its nearest parent. */
    public int line(String path) {
        return positions.line(path);
    }

    public String namespace() {
        return Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
    }

    public String name() {
        return Optional.ofNullable(object.getMetadata().getName()).orElse("");
    }

    /** For example {@code MlPlatform ml/fraud}. */
    public String title() {
        return object.getKind() + " " + (namespace().isEmpty() ? "" : namespace() + "/")
                + (name().isEmpty() ? "(no name)" : name());
    }
}
