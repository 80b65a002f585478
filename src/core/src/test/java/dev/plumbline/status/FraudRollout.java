package dev.plumbline.status;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.ServedModel;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One rollout that wants version 2, and nothing that the rules have to say of it. */
final class FraudRollout {

    static final ModelVersion V1 = version("1");
    static final ModelVersion V2 = version("2");

    final ModelRollout rollout = Serialization.unmarshal("""
            apiVersion: plumbline.dev/v1alpha1
            kind: ModelRollout
            metadata: {name: fraud-gbm, namespace: ml, generation: 4}
            spec:
              platformRef: {name: fraud}
              model: {version: "2", storageUri: "configmap://m/2", digest: "sha256:%s"}
            """.formatted("2".repeat(64)), ModelRollout.class);
    final ValidRollout valid = ValidRollouts.of(rollout, Optional.empty());
    final Verdicts verdicts = new Verdicts(
            RolloutSubject.reviewed(rollout, LocalDate.of(2026, 11, 21)), List.of(), List.of(), List.of(), List.of());

    static ModelVersion version(String v) {
        return new ModelVersion("fraud-gbm", v, "sha256:" + v.repeat(64), "configmap://m/" + v);
    }

    static ServedModel served(ModelVersion model) {
        return new ServedModel(model.name(), model.version(), model.digest());
    }

    static Wanted wanted(boolean paused, Optional<Wanted.Hold> hold) {
        Duration deadline = Duration.ofSeconds(900);
        return new Wanted(V2, "r", paused, 2, deadline, OptionalDouble.empty(), Optional.empty(), hold);
    }

    static String condition(ModelRolloutStatus status, String type) {
        return status.conditions().stream()
                .filter(c -> c.getType().equals(type))
                .map(c -> c.getStatus() + "/" + c.getReason())
                .findFirst()
                .orElseThrow();
    }
}
