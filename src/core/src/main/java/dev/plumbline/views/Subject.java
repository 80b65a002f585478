package dev.plumbline.views;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** What rules judge: an object and what is known around it. */
public sealed interface Subject permits PlatformSubject, RolloutSubject, PlanSubject {

    String kind();

    ObjectMeta metadata();

    Operation operation();

    /** The day on which dated exemptions are held against, in UTC. */
    LocalDate today();

    Enforcement enforcement();

    /** The inputs that are known. */
    Set<Input> known();

    default String name() {
        return metadata().getName() == null ? "" : metadata().getName();
    }

    default String namespace() {
        return metadata().getNamespace() == null ? "" : metadata().getNamespace();
    }

    default Map<String, String> annotations() {
        return metadata().getAnnotations() == null ? Map.of() : metadata().getAnnotations();
    }

    /** An object on its way out must be let go, whatever its spec says: its finalizers are updates too. */
    default boolean leaving() {
        return operation() != Operation.DELETE && metadata().getDeletionTimestamp() != null;
    }

    /** Beginning of every message, for example {@code MlPlatform ml/fraud}. */
    default String frame() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
