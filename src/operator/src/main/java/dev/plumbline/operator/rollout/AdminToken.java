package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.operator.children.Children;
import dev.plumbline.operator.children.OwnerGone;
import dev.plumbline.plan.InferenceNames;
import dev.plumbline.plan.InferenceObjects;
import dev.plumbline.plan.ValidRollout;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token of the Pods' management port: made once, never written again, gone with the rollout. */
final class AdminToken {

    /** 256 bits. */
    private static final int BYTES = 32;

    private final KubernetesClient client;
    private final SecureRandom random = new SecureRandom();

    AdminToken(KubernetesClient client) {
        this.client = client;
    }

    /** @return empty when the name is taken by somebody else's Secret or the Secret has no token */
    Optional<String> ensure(ModelRollout owner, ValidRollout rollout) {
        String name = new InferenceNames(rollout.name()).admin();
        Secret found =
                client.secrets().inNamespace(rollout.namespace()).withName(name).get();
        Secret secret = found == null ? create(owner, rollout, name) : found;
        boolean ours = secret.getMetadata().getOwnerReferences().stream()
                .anyMatch(o -> o.getUid().equals(owner.getMetadata().getUid()));
        return Optional.ofNullable(secret.getData())
                .filter(data -> ours)
                .map(data -> data.get(InferenceObjects.TOKEN))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    }

    private Secret create(ModelRollout owner, ValidRollout rollout, String name) {
        OwnerGone.unlessLives(owner, client);
        byte[] token = new byte[BYTES];
        random.nextBytes(token);
        String text = Base64.getEncoder()
                .encodeToString(HexFormat.of().formatHex(token).getBytes(StandardCharsets.US_ASCII));
        return client.resource(new SecretBuilder()
                        .withMetadata(InferenceObjects.meta(rollout, name))
                        .editMetadata()
                        .withOwnerReferences(List.of(Children.reference(owner)))
                        .endMetadata()
                        .withType("Opaque")
                        .withData(Map.of(InferenceObjects.TOKEN, text))
                        .build())
                .create();
    }
}
