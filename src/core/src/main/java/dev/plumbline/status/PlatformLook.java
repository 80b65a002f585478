package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.H2O_CLUSTER_FORMED;
import static dev.plumbline.status.PlatformConditions.PROGRESSING;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.plan.Component;
import dev.plumbline.plan.H2oObjects;
import dev.plumbline.plan.ValidPlatform;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One look at a platform: what is asked, what was seen, and what was said the last time. */
record PlatformLook(MlPlatform platform, ValidPlatform valid, Observed observed, Instant now) {

    Optional<MlPlatformStatus> previous() {
        return previous(platform);
    }

    Optional<Condition> previous(String type) {
        return previous(platform, type);
    }

    static Optional<MlPlatformStatus> previous(MlPlatform platform) {
        return Optional.ofNullable(platform.getStatus());
    }

    static Optional<Condition> previous(MlPlatform platform, String type) {
        return previous(platform).map(MlPlatformStatus::conditions).orElse(List.of()).stream()
                .filter(each -> type.equals(each.getType()))
                .findFirst();
    }

    /**
     * Whether every component was once there. Until then what is missing is being created; afterwards it is a loss. The
     * status itself remembers it: Progressing says Creating until the first time that all is well.
     */
    boolean born() {
        return previous(PROGRESSING)
                        .filter(each -> !Progress.CREATING.equals(each.getReason()))
                        .isPresent()
                && previous(H2O_CLUSTER_FORMED).isPresent();
    }

    /** Whether an H2O Pod does not run yet with what the spec asks of it. */
    boolean h2oAwaitsSettings() {
        String asked = H2oObjects.settings(valid);
        return observed.of(Component.H2O).stream().anyMatch(pod -> !asked.equals(pod.settings()));
    }

    boolean reasonWas(String type, String... reasons) {
        return previous(type)
                .filter(each -> List.of(reasons).contains(each.getReason()))
                .isPresent();
    }

    boolean wasTrue(String type) {
        return previous(type)
                .filter(each -> Answer.TRUE.equals(each.getStatus()))
                .isPresent();
    }

    static long generation(MlPlatform platform) {
        Long generation = platform.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}
