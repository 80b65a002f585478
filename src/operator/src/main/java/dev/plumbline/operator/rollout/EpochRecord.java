package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.operator.children.Children;
import dev.plumbline.operator.children.OwnerGone;
import dev.plumbline.plan.InferenceNames;
import dev.plumbline.plan.InferenceObjects;
import dev.plumbline.plan.Labels;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.IntentCodec;
import dev.plumbline.rollout.Remembered;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ConfigMap {@code <rollout>-epoch}, read live and written only over the version that was read. Two operators that
 * both believe to lead cannot write two epochs: the second is refused.
 */
final class EpochRecord {

    private static final Logger LOG = LoggerFactory.getLogger(EpochRecord.class);

    /** Server-side apply takes this version only where no object is; the answer is 409 otherwise. */
    private static final String ONLY_IF_ABSENT = "1";

    private final KubernetesClient client;
    private final ModelRollout owner;
    private final ObjectMeta meta;
    private final Remembered remembered;
    private Optional<ConfigMap> found;

    EpochRecord(
            KubernetesClient client,
            ModelRollout owner,
            ObjectMeta meta,
            Optional<ConfigMap> found,
            Remembered remembered) {
        this.client = client;
        this.owner = owner;
        this.meta = meta;
        this.found = found;
        this.remembered = remembered;
    }

    /** @param remembered what is known from elsewhere, should the record be lost */
    static EpochRecord read(KubernetesClient client, ModelRollout owner, ValidRollout rollout, Remembered remembered) {
        ObjectMeta meta = InferenceObjects.meta(rollout, new InferenceNames(rollout.name()).epoch());
        meta.setOwnerReferences(List.of(Children.reference(owner)));
        Optional<ConfigMap> found = Optional.ofNullable(client.configMaps()
                .inNamespace(meta.getNamespace())
                .withName(meta.getName())
                .get());
        return new EpochRecord(client, owner, meta, found, remembered);
    }

    /** Whether somebody else's object bears the name; it is left alone. */
    boolean isForeign() {
        return found.isPresent()
                && found.get().getMetadata().getOwnerReferences().stream()
                        .noneMatch(o -> o.getUid().equals(owner.getMetadata().getUid()));
    }

    /**
     * Unreadable counts as lost: what the Pods serve is then taken over, and what was heard is not heard again.
     *
     * @param routed where clients are sent
     */
    Intent intent(Colour routed) {
        Optional<Intent> intent = read();
        if (isUnreadable()) {
            LOG.warn("{}/{}: the record cannot be read and is made anew", meta.getNamespace(), meta.getName());
        }
        return intent.orElseGet(() -> Intent.none(routed).remembering(remembered));
    }

    /** What somebody else keeps under the name is not made anew, and nothing in it is meant for this rollout. */
    boolean isUnreadable() {
        return found.isPresent() && !isForeign() && read().isEmpty();
    }

    private Optional<Intent> read() {
        return found.filter(c -> !isForeign())
                .flatMap(c -> IntentCodec.decode(Objects.requireNonNullElse(c.getData(), Map.of())));
    }

    Remembered remembered() {
        return remembered;
    }

    /** @return false when the record changed since it was read; nothing was written then */
    boolean write(Intent intent) {
        ConfigMap wanted = new ConfigMapBuilder()
                .withMetadata(meta)
                .withData(IntentCodec.encode(intent))
                .build();
        if (found.isEmpty()) {
            OwnerGone.unlessLives(owner, client);
        }
        wanted.getMetadata()
                .setResourceVersion(
                        found.map(c -> c.getMetadata().getResourceVersion()).orElse(ONLY_IF_ABSENT));
        try {
            found = Optional.of(client.resource(wanted)
                    .fieldManager(Labels.MANAGER)
                    .forceConflicts()
                    .serverSideApply());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}
