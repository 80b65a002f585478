package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.testcluster.AuditLog;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator makes of a rollout before any Pod answers, on a real API server. */
@OnCluster
class RolloutIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final byte[] MODEL = "any bytes".getBytes(StandardCharsets.UTF_8);

    private static OperatorProcess operator;
    private static KubernetesClient client;
    private static String namespace;
    private static AuditLog audit;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace in, KubernetesClient kubernetes, AuditLog log) {
        client = kubernetes;
        namespace = in.name();
        audit = log;
        // Without Pods no Job ends; what it says is the business of VerifyJobIT.
        operator = new OperatorProcess(cluster, in, Map.of("PLUMBLINE_IMAGE_VERIFY", ""))
                .start()
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    /** One story: each thing that is missing is named, and its coming is noticed. */
    @Test
    void saysWhatIsMissingUntilItIsThereAndThenHoldsItsObjects() {
        Rollouts rollout = new Rollouts(client, namespace, "late");
        rollout.create(1, "1", "late.zip", MODEL);
        awaitHeld(rollout, "PlatformMissing");

        rollout.createPlatform();
        awaitHeld(rollout, "SourceMissing");
        assertThat(condition(rollout.get().getStatus(), "ArtifactVerified")).isEqualTo("False/FetchFailed");
        assertThat(deployed(rollout)).isFalse();

        rollout.store("late.zip", MODEL);
        Awaitility.await("noticed soon after, since it was not missing for long")
                .atMost(OperatorProcess.REPAIR)
                .until(() -> deployed(rollout));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(rollout.record())
                .contains("\"epoch\":0,\"active\":null,\"target\":{"));
        assertWaitsForPods(rollout);

        Service service = service(rollout);
        client.resource(service).delete();
        Awaitility.await()
                .atMost(OperatorProcess.REPAIR)
                .until(() -> service(rollout) != null
                        && !service(rollout)
                                .getMetadata()
                                .getUid()
                                .equals(service.getMetadata().getUid()));

        assertQuiet();
        client.resource(rollout.get()).delete();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !deployed(rollout) && rollout.record().isEmpty());
    }

    private static void awaitHeld(Rollouts rollout, String reason) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ModelRolloutStatus status = rollout.get().getStatus();
            assertThat(status).isNotNull();
            assertThat(status.phase()).isEqualTo(RolloutPhase.PENDING);
            assertThat(condition(status, "Ready")).isEqualTo("False/" + reason);
        });
    }

    private static void assertWaitsForPods(Rollouts rollout) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ModelRolloutStatus status = rollout.get().getStatus();
            assertThat(condition(status, "Available")).isEqualTo("False/NoModelYet");
            assertThat(status.phase()).isEqualTo(RolloutPhase.PENDING);
            assertThat(condition(status, "Progressing")).isEqualTo("True/WaitingForPods");
        });
    }

    private static boolean deployed(Rollouts rollout) {
        return client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(rollout.name() + "-inference")
                        .get()
                != null;
    }

    private static Service service(Rollouts rollout) {
        return client.services()
                .inNamespace(namespace)
                .withName(rollout.name() + "-inference")
                .get();
    }

    private static void assertQuiet() {
        if (audit.file().isEmpty()) {
            return;
        }
        Awaitility.await().atMost(PATIENCE).pollDelay(QUIET).untilAsserted(() -> assertThat(
                        audit.writesSince(Instant.now().minus(QUIET)))
                .filteredOn(w -> w.namespace().equals(namespace))
                .filteredOn(
                        w -> w.userAgent().contains("fabric8") && !w.resource().equals("leases"))
                .isEmpty());
    }
}
