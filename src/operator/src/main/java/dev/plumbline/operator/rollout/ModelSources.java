package dev.plumbline.operator.rollout;

import dev.plumbline.plan.InferenceSources;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.Wanted.Hold;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the namespace holds what a model is to be read from. Pods would find out as well, but a Pod that waits for a
 * claim that does not exist says nothing to the user of the rollout.
 */
final class ModelSources {

    private final KubernetesClient client;

    ModelSources(KubernetesClient client) {
        this.client = client;
    }

    /** Asked only before a model is begun: afterwards the Pods have it, or say why not. */
    Optional<Hold> missing(ValidRollout rollout, Intent intent) {
        boolean begun = Stream.of(intent.active(), intent.target())
                .flatMap(Optional::stream)
                .anyMatch(rollout.model()::equals);
        if (begun) {
            return Optional.empty();
        }
        String uri = rollout.model().storageUri();
        return InferenceSources.claim(uri)
                .flatMap(name -> claim(rollout, name))
                .or(() -> InferenceSources.configMap(uri).flatMap(name -> configMap(rollout, name, uri)));
    }

    private Optional<Hold> claim(ValidRollout rollout, String name) {
        boolean exists = client.persistentVolumeClaims()
                        .inNamespace(rollout.namespace())
                        .withName(name)
                        .get()
                != null;
        return exists ? Optional.empty() : missing("PersistentVolumeClaim", rollout, name, "");
    }

    private Optional<Hold> configMap(ValidRollout rollout, String name, String uri) {
        ConfigMap found = client.configMaps()
                .inNamespace(rollout.namespace())
                .withName(name)
                .get();
        if (found == null) {
            return missing("ConfigMap", rollout, name, "");
        }
        String key = uri.substring(uri.lastIndexOf('/') + 1);
        boolean hasKey = found.getBinaryData() != null && found.getBinaryData().containsKey(key);
        return hasKey ? Optional.empty() : missing("ConfigMap", rollout, name, " with binaryData key " + key);
    }

    private static Optional<Hold> missing(String kind, ValidRollout rollout, String name, String more) {
        String text = "%s %s/%s%s does not exist".formatted(kind, rollout.namespace(), name, more);
        return Optional.of(Hold.sourceMissing(text));
    }
}
