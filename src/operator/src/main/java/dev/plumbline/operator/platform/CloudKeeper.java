package dev.plumbline.operator.platform;

import dev.plumbline.api.H2oStatus;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.operator.observation.H2oCloud;
import dev.plumbline.plan.ValidPlatform;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.PlatformConditions;
import dev.plumbline.views.physical.RestartConsent;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link CloudRestart} decides: all Pods of the cloud are deleted, each only as it was seen. */
final class CloudKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CloudKeeper.class);

    /** A loss is noticed some seconds after it happened, so a member that came back may have started before. */
    private static final Duration NOTICED_LATE = Duration.ofSeconds(60);

    private final KubernetesClient client;

    CloudKeeper(KubernetesClient client) {
        this.client = client;
    }

    /**
     * What was done, or would have to be.
     *
     * @param begun whether the members were deleted in this very look
     */
    record Kept(CloudChange change, boolean begun) {}

    Kept keep(
            MlPlatform platform,
            ValidPlatform valid,
            StatefulSet set,
            List<Pod> pods,
            Optional<H2oCloud> cloud,
            Instant now) {
        var seen = new CloudRestart.Seen(
                set,
                pods,
                cloud,
                formedAt(platform),
                consents(platform),
                valid.h2o().restartOnMemberLoss(),
                forming(valid),
                restarts(platform),
                now);
        Optional<CloudRestart> restart = CloudRestart.decide(seen);
        if (restart.isEmpty()) {
            boolean whole =
                    cloud.filter(each -> each.size() >= valid.h2o().nodes()).isPresent();
            return new Kept(whole ? new CloudChange.None() : goingOn(platform, valid, pods, now), false);
        }
        String message = restart.get().message();
        if (restart.get().allowed() && !valid.paused()) {
            pods.forEach(this::delete);
            LOG.info("{}/{}: restarting the H2O cloud: {}", valid.namespace(), valid.name(), message);
            return new Kept(new CloudChange.Restarting(message + " All " + pods.size() + " members start anew."), true);
        }
        return new Kept(restart.get().stale() ? needsConsent(platform, message) : new CloudChange.Held(message), false);
    }

    private static CloudChange needsConsent(MlPlatform platform, String message) {
        return new CloudChange.NeedsConsent("%s A restart drops all frames; annotate %s: \"%d\" to accept."
                .formatted(
                        message,
                        RestartConsent.ANNOTATION,
                        platform.getMetadata().getGeneration()));
    }

    /** A restart that was begun lasts until the cloud is whole again, and no longer than members look for each other. */
    private static CloudChange goingOn(MlPlatform platform, ValidPlatform valid, List<Pod> pods, Instant now) {
        boolean young = pods.stream()
                .map(pod -> Instant.parse(pod.getMetadata().getCreationTimestamp()))
                .allMatch(made -> made.plus(forming(valid)).isAfter(now));
        return condition(platform, PlatformConditions.PROGRESSING)
                .filter(progressing -> young && "RestartingCluster".equals(progressing.getReason()))
                .<CloudChange>map(progressing -> new CloudChange.Restarting(progressing.getMessage()))
                .orElseGet(CloudChange.None::new);
    }

    private static Duration forming(ValidPlatform valid) {
        return Duration.ofSeconds(valid.h2o().lookupTimeoutSeconds()).plus(NOTICED_LATE);
    }

    static int restarts(MlPlatform platform) {
        return Optional.ofNullable(platform.getStatus())
                .map(MlPlatformStatus::h2o)
                .map(H2oStatus::restarts)
                .orElse(0);
    }

    private static boolean consents(MlPlatform platform) {
        String word = Optional.ofNullable(platform.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(RestartConsent.ANNOTATION);
        return String.valueOf(platform.getMetadata().getGeneration()).equals(word);
    }

    private static Optional<Instant> formedAt(MlPlatform platform) {
        return condition(platform, PlatformConditions.H2O_CLUSTER_FORMED).flatMap(CloudKeeper::formedAt);
    }

    private static Optional<Condition> condition(MlPlatform platform, String type) {
        return Optional.ofNullable(platform.getStatus()).map(MlPlatformStatus::conditions).orElse(List.of()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static Optional<Instant> formedAt(Condition formed) {
        Instant since = Instant.parse(formed.getLastTransitionTime());
        if ("True".equals(formed.getStatus())) {
            return Optional.of(since);
        }
        boolean lost = List.of("MemberLost", "LeaderSilent").contains(formed.getReason());
        return lost ? Optional.of(since.minus(NOTICED_LATE)) : Optional.empty();
    }

    private void delete(Pod pod) {
        try {
            client.resource(pod)
                    .lockResourceVersion(pod.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            // It changed since it was seen: the next look decides about it anew.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
