package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the plan must know of the Deployment that already runs.
 *
 * @param exists whether there is one
 * @param ownReplicas the replica count, while it is still this operator's and not an autoscaler's. A field that its only
 *     owner stops naming falls back to its default, which is one replica: so it is named until the autoscaler has
 *     written it for the first time.
 * @param replicas that it asks for, whoever wrote them
 * @param mountedClaims PersistentVolumeClaims that it mounts
 */
public record InferenceNow(boolean exists, OptionalInt ownReplicas, OptionalInt replicas, List<String> mountedClaims) {

    InferenceNow(boolean exists, OptionalInt ownReplicas, List<String> mountedClaims) {
        this(exists, ownReplicas, ownReplicas, mountedClaims);
    }

    public static InferenceNow nothing() {
        return new InferenceNow(false, OptionalInt.empty(), List.of());
    }

    public static InferenceNow of(Optional<Deployment> found) {
        return found.map(d -> new InferenceNow(
                        true,
                        ownsReplicas(d) ? OptionalInt.of(d.getSpec().getReplicas()) : OptionalInt.empty(),
                        d.getSpec().getReplicas() == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(d.getSpec().getReplicas()),
                        d.getSpec().getTemplate().getSpec().getVolumes().stream()
                                .filter(v -> v.getPersistentVolumeClaim() != null)
                                .map(Volume::getPersistentVolumeClaim)
                                .map(claim -> claim.getClaimName())
                                .toList()))
                .orElseGet(InferenceNow::nothing);
    }

    private static boolean ownsReplicas(Deployment deployment) {
        return deployment.getSpec().getReplicas() != null
                && deployment.getMetadata().getManagedFields().stream()
                        .filter(entry -> Labels.MANAGER.equals(entry.getManager()))
                        .anyMatch(InferenceNow::namesReplicas);
    }

    private static boolean namesReplicas(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:replicas");
    }
}
