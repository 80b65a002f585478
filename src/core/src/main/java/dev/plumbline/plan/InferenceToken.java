package dev.plumbline.plan;

import static dev.plumbline.plan.PodParts.env;
import static dev.plumbline.plan.PodParts.readOnly;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Optional;

/**
 * The token that callers must show, where the spec takes it from a Secret. A variable would keep the first value until
 * the process ends, and is seen by whoever may read the environment; a mounted file follows the Secret.
 */
final class InferenceToken {

    private static final String VARIABLE = "PLUMBLINE_AUTH_TOKEN";
    private static final String FILE_VARIABLE = "PLUMBLINE_AUTH_TOKEN_FILE";
    private static final String FOLDER = "/etc/plumbline/predict";
    private static final String FILE = "token";
    private static final String VOLUME = "predict";

    private InferenceToken() {}

    /** Where the token is; empty without one, and where the spec names a file itself. */
    static Optional<SecretKeySelector> of(List<EnvVar> given) {
        if (given.stream().anyMatch(each -> each.getName().equals(FILE_VARIABLE))) {
            return Optional.empty();
        }
        return given.stream()
                .filter(each -> each.getName().equals(VARIABLE))
                .filter(each ->
                        each.getValueFrom() != null && each.getValueFrom().getSecretKeyRef() != null)
                .map(each -> each.getValueFrom().getSecretKeyRef())
                .findFirst();
    }

    /** The variables as the Pod gets them: of a token from a Secret only the name of its file. */
    static List<EnvVar> environment(List<EnvVar> given) {
        return of(given).isEmpty()
                ? given
                : given.stream()
                        .map(each -> each.getName().equals(VARIABLE) ? env(FILE_VARIABLE, FOLDER + "/" + FILE) : each)
                        .toList();
    }

    static Volume volume(SecretKeySelector selector) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewSecret()
                .withSecretName(selector.getName())
                .withDefaultMode(0440)
                .withOptional(selector.getOptional())
                .addNewItem()
                .withKey(selector.getKey())
                .withPath(FILE)
                .endItem()
                .endSecret()
                .build();
    }

    static VolumeMount mount() {
        return readOnly(VOLUME, FOLDER);
    }
}
