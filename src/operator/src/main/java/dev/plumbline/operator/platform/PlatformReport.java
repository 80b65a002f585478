package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.operator.Failures;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.operator.event.Transitions;
import dev.plumbline.status.PlatformConditions;
import dev.plumbline.status.PlatformStatuses;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a status only where it differs from the one that stands, tells transitions as Events, and sets the next look. */
final class PlatformReport {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformReport.class);

    /** While something is on its way, Pods are asked often; H2O and Patroni tell nobody by themselves. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration CALM = Duration.ofSeconds(30);

    /** What is still not there after this long is not waited for by the second. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LATER = Duration.ofSeconds(10);

    private final EventRecorder events;
    private final Clock clock;

    PlatformReport(EventRecorder events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** For a spec that breaks a rule: only a new spec changes that, and it comes as an event. */
    UpdateControl<MlPlatform> violated(MlPlatform platform, MlPlatformStatus status, Context<MlPlatform> context) {
        write(platform, status, context);
        return UpdateControl.<MlPlatform>noUpdate().rescheduleAfter(CALM);
    }

    UpdateControl<MlPlatform> of(MlPlatform platform, MlPlatformStatus status, Context<MlPlatform> context) {
        write(platform, status, context);
        return UpdateControl.<MlPlatform>noUpdate().rescheduleAfter(next(status));
    }

    ErrorStatusUpdateControl<MlPlatform> failing(MlPlatform platform, String message, Context<MlPlatform> context) {
        MlPlatformStatus status = PlatformStatuses.failing(platform, "ReconcileFailed", message, clock.instant());
        try {
            write(platform, status, context);
        } catch (KubernetesClientException e) {
            // The world that failed the reconcile may fail this too; the next attempt says it.
            LOG.warn(
                    "{}/{}: status not written: {}",
                    platform.getMetadata().getNamespace(),
                    platform.getMetadata().getName(),
                    Failures.describe(e));
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    /** The written status is handed to the cache, so that the next round compares with it and tells nothing twice. */
    private void write(MlPlatform platform, MlPlatformStatus status, Context<MlPlatform> context) {
        if (status.equals(platform.getStatus())) {
            return;
        }
        MlPlatformStatus before = platform.getStatus();
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(platform, statusOnly(platform, status), context);
        tell(platform, before, status);
    }

    void repairs(MlPlatform platform, Set<String> repaired) {
        repaired.forEach(child ->
                events.normal(platform, "DriftCorrected", child + " differed from the plan and was put back."));
    }

    private void tell(MlPlatform platform, MlPlatformStatus earlier, MlPlatformStatus status) {
        List<Condition> before =
                Optional.ofNullable(earlier).map(MlPlatformStatus::conditions).orElse(List.of());
        for (Transitions.Told told : Transitions.between(before, status.conditions())) {
            if (told.warning()) {
                events.warning(platform, told.reason(), told.note());
            } else {
                events.normal(platform, told.reason(), told.note());
            }
        }
    }

    private Duration next(MlPlatformStatus status) {
        return switch (status.phase()) {
            case READY, PAUSED, FAILED, DELETING -> CALM;
            case PENDING, FORMING, DEGRADED, RECOVERING -> waitedLong(status) ? LATER : SOON;
        };
    }

    private boolean waitedLong(MlPlatformStatus status) {
        return status.conditions().stream()
                .filter(condition -> PlatformConditions.READY.equals(condition.getType()))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .anyMatch(since -> Duration.between(since, clock.instant()).compareTo(PATIENCE) > 0);
    }

    /** Server-side apply takes exactly what is ours: the status and nothing else. */
    private static MlPlatform statusOnly(MlPlatform platform, MlPlatformStatus status) {
        var patch = new MlPlatform();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(platform.getMetadata().getName())
                .withNamespace(platform.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
