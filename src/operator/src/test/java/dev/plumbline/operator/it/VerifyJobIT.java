package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.plan.Labels;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Job that looks at an artifact first, on a real API server; its image says nothing, so nothing may be begun. */
@OnCluster
class VerifyJobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] MODEL = "any bytes".getBytes(StandardCharsets.UTF_8);

    private static OperatorProcess operator;
    private static KubernetesClient client;
    private static String namespace;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace in, KubernetesClient kubernetes) {
        client = kubernetes;
        namespace = in.name();
        operator = new OperatorProcess(cluster, in, Map.of("PLUMBLINE_IMAGE_VERIFY", "localhost/pause:1"))
                .start()
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void oneLockedDownJobIsAskedForAndNoPodIsToldBeforeItsVerdict() throws InterruptedException {
        Rollouts rollout = new Rollouts(client, namespace, "first");
        rollout.createPlatform();
        rollout.store("v1.zip", MODEL);
        rollout.create(1, "1", "v1.zip", MODEL);
        ModelRolloutStatus status = rollout.await(RolloutPhase.VERIFYING, PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> jobs().size() == 1);
        Job job = jobs().getFirst();
        assertThat(job.getMetadata().getOwnerReferences().getFirst().getName()).isEqualTo("first");
        assertThat(job.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken())
                .isFalse();
        NetworkPolicy policy = client.network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .withName("first-verify")
                .get();
        assertThat(policy.getSpec().getEgress()).isNullOrEmpty();
        assertThat(policy.getSpec().getPolicyTypes()).contains("Egress");
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("Unknown/NotVerifiedYet");
        assertThat(rollout.record()).contains("\"active\":null,\"target\":null");

        operator.kill();
        operator.start().awaitReady();
        Thread.sleep(5000);
        assertThat(jobs())
                .extracting(j -> j.getMetadata().getUid())
                .containsExactly(job.getMetadata().getUid());
        assertThat(rollout.record()).contains("\"active\":null,\"target\":null");

        rollout.patch("{\"metadata\": {\"annotations\": {\"plumbline.dev/abort\": \"1\"}}}");
        rollout.await(RolloutPhase.FAILED, PATIENCE);
        rollout.patch("{\"metadata\": {\"annotations\": {\"plumbline.dev/retry\": \"1\"}}}");
        Awaitility.await().atMost(PATIENCE).until(() -> jobs().size() == 2);
        client.resource(rollout.get()).delete();
        Awaitility.await().atMost(PATIENCE).until(() -> jobs().isEmpty());
    }

    private static List<Job> jobs() {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(Labels.ROLLOUT)
                .list()
                .getItems();
    }
}
