package dev.plumbline.operator.rollout;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.rollout.Remembered;
import dev.plumbline.rollout.Verb;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.status.StatusMemory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** From a valid rollout to what the machine is to reach. */
final class Wishes {

    /** As long as the status may hold. */
    private static final int LONGEST_NONCE = 253;

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
                        hold)
                .within(new Wanted.Memory(
                        rollout.serving().compute().memoryBytes(),
                        rollout.serving().heapPercent()))
                .by(strategy.takeover())
                .keeping(Duration.ofSeconds(strategy.watchSeconds()))
                .warmFor(Duration.ofSeconds(strategy.minWarmSeconds()));
    }

    /**
     * What is asked for by annotations. What the status says to be carried out is left out: it outlives a record that
     * was lost, and an abort of last week must not stop what runs today.
     */
    static Map<Verb, String> verbs(ModelRollout rollout) {
        Map<Verb, String> asked = annotated(rollout);
        asked.entrySet().removeIf(e -> e.getValue().equals(carriedOut(rollout, e.getKey())));
        return asked;
    }

    /** What should be known of a record that is not there, so that no annotation is carried out a second time. */
    static Remembered remembered(ModelRollout rollout, ValidRollout valid, Instant now) {
        return StatusMemory.of(rollout, valid.model(), request(valid), annotated(rollout), now);
    }

    private static Map<Verb, String> annotated(ModelRollout rollout) {
        Map<String, String> annotations =
                Optional.ofNullable(rollout.getMetadata().getAnnotations()).orElse(Map.of());
        Map<Verb, String> found = new EnumMap<>(Verb.class);
        for (Verb verb : Verb.values()) {
            String nonce = annotations.getOrDefault(verb.annotation(), "").strip();
            String cut = nonce.substring(0, Math.min(nonce.length(), LONGEST_NONCE));
            if (!cut.isEmpty()) {
                found.put(verb, cut);
            }
        }
        return found;
    }

    private static String carriedOut(ModelRollout rollout, Verb verb) {
        return Optional.ofNullable(rollout.getStatus()).map(ModelRolloutStatus::actions).orElse(List.of()).stream()
                .filter(a -> verb.word().equals(a.verb()))
                .map(ActionStatus::nonce)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** All that could make a model acceptable that was rejected before. Neither pausing nor scaling is a new request. */
    private static String request(ValidRollout rollout) {
        String text = String.join(
                "\n",
                rollout.model().toString(),
                rollout.platform(),
                rollout.h2oVersion(),
                rollout.storesAllowed().toString(),
                rollout.store().toString(),
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
