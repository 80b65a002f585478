package dev.plumbline.views;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The Kubernetes objects that a manifest becomes. Judging them proves that the planner keeps what the rules promise.
 *
 * @param kind kind of the object that was planned
 */
public record PlanSubject(
        String kind, ObjectMeta metadata, List<HasMetadata> objects, Enforcement enforcement, LocalDate today)
        implements Subject {

    public PlanSubject {
        objects = List.copyOf(objects);
    }

    @Override
    public Operation operation() {
        return Operation.REVIEW;
    }

    @Override
    public Set<Input> known() {
        return EnumSet.allOf(Input.class);
    }
}
