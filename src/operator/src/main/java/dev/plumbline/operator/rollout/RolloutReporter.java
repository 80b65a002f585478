package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.operator.Failures;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.operator.event.Transitions;
import dev.plumbline.status.RolloutStatuses;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status when it says something new, and tells what changed as Events. */
final class RolloutReporter {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutReporter.class);

    private final EventRecorder events;

    RolloutReporter(EventRecorder events) {
        this.events = events;
    }

    /** The written status is handed to the cache, so that the next round compares with it and tells nothing twice. */
    void report(ModelRollout rollout, ModelRolloutStatus status, Context<ModelRollout> context) {
        ModelRolloutStatus before = rollout.getStatus();
        if (status.equals(before)) {
            return;
        }
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(rollout, statusOnly(rollout, status), context);
        Transitions.between(
                        Optional.ofNullable(before)
                                .map(ModelRolloutStatus::conditions)
                                .orElse(null),
                        status.conditions())
                .forEach(told -> {
                    if (told.warning()) {
                        events.warning(rollout, told.reason(), told.note());
                    } else {
                        events.normal(rollout, told.reason(), told.note());
                    }
                });
    }

    /** Tells of a round that was broken off; the framework tries again. */
    void failed(ModelRollout rollout, Exception error, Instant now, Context<ModelRollout> context) {
        if (Failures.isInterruption(error)) {
            return;
        }
        String name = rollout.getMetadata().getNamespace() + "/"
                + rollout.getMetadata().getName();
        LOG.warn("{}: not reconciled: {}", name, Failures.describe(error));
        try {
            report(rollout, RolloutStatuses.failing(rollout, Failures.describe(error), now), context);
        } catch (KubernetesClientException e) {
            // The world that failed the round may fail this too; the next attempt says it.
            LOG.warn("{}: status not written: {}", name, Failures.describe(e));
        }
    }

    private static ModelRollout statusOnly(ModelRollout rollout, ModelRolloutStatus status) {
        ModelRollout patch = new ModelRollout();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(rollout.getMetadata().getNamespace())
                .withName(rollout.getMetadata().getName())
                .withUid(rollout.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
