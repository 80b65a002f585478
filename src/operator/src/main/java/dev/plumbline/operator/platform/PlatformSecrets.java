package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.operator.children.Children;
import dev.plumbline.operator.children.OwnerGone;
import dev.plumbline.plan.Component;
import dev.plumbline.plan.Credentials;
import dev.plumbline.plan.Labels;
import dev.plumbline.plan.ValidPlatform;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates missing Secrets with random values and never writes one again. Each is asked for by its name: the operator
 * has no right to list Secrets.
 */
final class PlatformSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformSecrets.class);

    private final KubernetesClient client;
    private final RandomPasswords passwords = new RandomPasswords();

    PlatformSecrets(KubernetesClient client) {
        this.client = client;
    }

    /** Returns the Secrets whose names are taken by somebody else. */
    List<Children.Foreign> ensure(MlPlatform platform, ValidPlatform valid) {
        var foreign = new ArrayList<Children.Foreign>();
        for (Secret wanted : Credentials.of(valid, passwords)) {
            Secret found = client.resource(wanted).get();
            if (found == null) {
                create(wanted, platform, valid);
            } else if (!isOurs(found.getMetadata(), platform)) {
                foreign.add(new Children.Foreign("Secret", found.getMetadata().getName(), "nobody known"));
            }
        }
        return foreign;
    }

    private void create(Secret wanted, MlPlatform platform, ValidPlatform valid) {
        OwnerGone.unlessLives(platform, client);
        if (!outlives(wanted, valid)) {
            wanted.getMetadata().setOwnerReferences(List.of(Children.reference(platform)));
        }
        try {
            client.resource(wanted).create();
            LOG.info(
                    "{}/{}: created Secret {}",
                    valid.namespace(),
                    valid.name(),
                    wanted.getMetadata().getName());
        } catch (KubernetesClientException e) {
            // Somebody was faster; the next round looks whose it is.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** The database keeps its passwords in its volumes, so they must live as long as the volumes do. */
    private static boolean outlives(Secret secret, ValidPlatform valid) {
        return valid.keepVolumes()
                && Component.POSTGRES
                        .label()
                        .equals(secret.getMetadata().getLabels().get(Labels.COMPONENT));
    }

    private static boolean isOurs(ObjectMeta found, MlPlatform platform) {
        Map<String, String> labels = Optional.ofNullable(found.getLabels()).orElse(Map.of());
        boolean ownedByAnother = found.getOwnerReferences().stream()
                .anyMatch(owner -> !owner.getUid().equals(platform.getMetadata().getUid()));
        return !ownedByAnother
                && Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY))
                && platform.getMetadata().getName().equals(labels.get(Labels.PLATFORM));
    }
}
