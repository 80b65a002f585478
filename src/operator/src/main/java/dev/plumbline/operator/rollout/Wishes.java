package dev.plumbline.operator.rollout;

import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Wanted;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** From a valid rollout to what the machine is to reach. */
final class Wishes {

    private Wishes() {}

    /** @param deployment as it is: an autoscaler may have asked for more Pods than the spec does */
    static Wanted of(ValidRollout rollout, Optional<Deployment> deployment, Optional<Wanted.Hold> hold) {
        ValidRollout.Switch strategy = rollout.strategy();
        return new Wanted(
                rollout.model(),
                request(rollout),
                rollout.paused(),
                deployment
                        .map(d -> d.getSpec().getReplicas())
                        .orElse(rollout.serving().minReplicas()),
                Duration.ofSeconds(strategy.progressDeadlineSeconds()),
                strategy.maxWarmupP99Milliseconds(),
                strategy.max5xx().stream()
                        .mapToObj(max -> new Wanted.Watch(Duration.ofSeconds(strategy.watchSeconds()), max))
                        .findFirst(),
                hold);
    }

    /** All that could make a model acceptable that was rejected before. Neither pausing nor scaling is a new request. */
    private static String request(ValidRollout rollout) {
        String text = String.join(
                "\n",
                rollout.model().toString(),
                rollout.platform(),
                rollout.h2oVersion(),
                rollout.storesAllowed().toString(),
                rollout.strategy().toString(),
                rollout.serving().compute().toString(),
                Integer.toString(rollout.serving().heapPercent()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java runtime has SHA-256", absent);
        }
    }
}
