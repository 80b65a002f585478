package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a platform in the order in which they are best applied: what a Pod refers to stands before the Pod.
 * Secrets are not among them, see {@link Credentials}.
 */
public record PlatformPlan(List<HasMetadata> objects) {

    public PlatformPlan {
        Map<String, HasMetadata> seen = new LinkedHashMap<>();
        for (HasMetadata each : objects) {
            if (seen.put(each.getKind() + "/" + each.getMetadata().getName(), each) != null) {
                throw new IllegalArgumentException("planned twice: " + each.getKind() + " "
                        + each.getMetadata().getName());
            }
        }
        objects = List.copyOf(objects);
    }

    /** All planned objects of one kind, in order. */
    public <T extends HasMetadata> List<T> ofKind(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The planned object of that kind and name. */
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return ofKind(kind).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .findFirst();
    }
}
