package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;

/**
 * The Secret of a model store in the Pods that fetch. As files, not as variables: a key of it cannot become an option of
 * the Java process, and a renewed credential is seen without a restart.
 */
final class StoreSecrets {

    static final String FOLDER = "/etc/plumbline/store";

    private static final String NAME = "store";

    private StoreSecrets() {}

    /** Optional: a Pod that serves must start without it, and whoever fetches says what the store answered. */
    static Volume volume(String secret, int mode) {
        return new VolumeBuilder()
                .withName(NAME)
                .withNewSecret()
                .withSecretName(secret)
                .withOptional(true)
                .withDefaultMode(mode)
                .endSecret()
                .build();
    }

    static VolumeMount mount() {
        return PodParts.readOnly(NAME, FOLDER);
    }
}
