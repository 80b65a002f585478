package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static dev.plumbline.operator.it.Rollouts.digest;
import static dev.plumbline.operator.it.Rollouts.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What hinders a rollout from outside: a quota, a Secret that is not there, an active model that its store has lost. The
 * status says it, and once it is mended the rollout goes on by itself. One rollout lives through all methods, in their
 * order.
 */
@OnCluster(level = Level.NODE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HinderedRolloutE2E {

    private static final int REPLICAS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUOTA = "pods";
    private static final String EXCEEDED = "exceeded quota: " + QUOTA;

    private static KubernetesClient kubernetes;
    private static OperatorProcess operator;
    private static Rollouts rollout;
    private static ScoringClient client;
    private static byte[] one;
    private static byte[] two;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace namespace, KubernetesClient with) throws IOException {
        kubernetes = with;
        one = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        two = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v2"));
        rollout = new Rollouts(with, namespace.name(), "hindered");
        rollout.createPlatform();
        rollout.store("v1.zip", one);
        rollout.store("v2.zip", two);
        rollout.store("again.zip", one);
        client = new ScoringClient(
                Rollouts.MODEL,
                Map.of("1", "gbm-binomial-v1", "2", "gbm-binomial-v2", "3", "gbm-binomial-v1", "4", "gbm-binomial-v2"));
        operator = new OperatorProcess(cluster, namespace, Map.of()).start().awaitReady();
        rollout.create(REPLICAS, "1", "v1.zip", one);
        rollout.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    @Order(1)
    void aQuotaThatLeavesNoPodForTheJobIsNamedAndItsEndIsEnough() {
        restrictPodsTo(REPLICAS);
        rollout.ask("2", "v2.zip", digest(two));
        until(status -> {
            assertThat(message(status, "ArtifactVerified")).contains("No Pod can be made for Job", EXCEEDED);
            assertThat(message(status, "Ready")).contains(EXCEEDED);
            assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
            assertThat(status.activeModel().version()).isEqualTo("1");
        });
        unrestrict();
        rollout.awaitReady(PATIENCE);
        assertEveryPodAnswers("2", 2);
    }

    @Test
    @Order(2)
    void aQuotaThatLeavesNoRoomForAnotherReplicaIsNamed() {
        restrictPodsTo(REPLICAS);
        scaleTo(REPLICAS + 1);
        until(status -> {
            assertThat(condition(status, "Ready")).isEqualTo("False/PodsNotReady");
            assertThat(message(status, "Ready"))
                    .contains("2 of 3 Pods serve version 2", "No Pod can be made", EXCEEDED);
            assertThat(message(status, "ModelLoaded")).contains(EXCEEDED);
        });
        scaleTo(REPLICAS);
        unrestrict();
        assertThat(message(rollout.awaitReady(PATIENCE), "Ready")).doesNotContain("quota");
    }

    @Test
    @Order(3)
    void aKeyThatIsNotThereIsNamedAndItsComingIsEnoughToBeLookedAt() throws GeneralSecurityException {
        ask("3", "again.zip", one, "{\"keyRef\": {\"name\": \"signers\"}}");
        until(status -> {
            assertThat(message(status, "ArtifactVerified")).contains("FailedMount", "secret \"signers\" not found");
            assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        });
        kubernetes
                .resource(SigningKey.generate().secret(rollout.namespace(), "signers"))
                .create();
        // The kubelet tries to mount again after up to two minutes.
        until(status -> assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/SignatureInvalid"));
        assertEveryPodAnswers("2", 2);
    }

    @Test
    @Order(4)
    void aModelThatOneOfThePodsLostIsMendedByAnother() {
        ask("2", "v2.zip", two, "null");
        rollout.awaitReady(PATIENCE);
        rollout.forget("v2.zip");
        kubernetes.resource(rollout.pods().getFirst()).delete();
        until(status -> {
            assertThat(condition(status, "Ready")).isEqualTo("False/PodsNotReady");
            assertThat(message(status, "Ready")).contains("1 of 2 Pods serve version 2");
            assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        });
        rollout.ask("3", "again.zip", digest(one));
        rollout.awaitReady(PATIENCE);
        assertEveryPodAnswers("3", 3);
    }

    @Test
    @Order(5)
    void aModelThatAllPodsLostIsMendedByAnother() {
        loseEverywhere("again.zip");
        rollout.store("v2.zip", two);
        rollout.ask("4", "v2.zip", digest(two));
        rollout.awaitReady(PATIENCE);
        assertEveryPodAnswers("4", 4);
    }

    @Test
    @Order(6)
    void aModelThatAllPodsLostIsFoundAgainWhereItLiesNow() {
        loseEverywhere("v2.zip");
        rollout.ask("4", "moved.zip", digest(two));
        until(status -> assertThat(condition(status, "Ready")).isEqualTo("False/SourceMissing"));
        rollout.store("moved.zip", two);
        rollout.awaitReady(PATIENCE);
        assertEveryPodAnswers("4", 4);
    }

    /** The store has it no more, and no Pod is left that has. */
    private static void loseEverywhere(String key) {
        rollout.forget(key);
        rollout.pods().forEach(pod -> kubernetes.resource(pod).delete());
        until(status -> assertThat(condition(status, "Available")).startsWith("False/"));
    }

    private static void ask(String version, String key, byte[] bytes, String signature) {
        String model = Rollouts.model(version, key, digest(bytes));
        rollout.patch("{\"spec\": {\"model\": %s, \"signature\": %s}}}"
                .formatted(model.substring(0, model.length() - 1), signature));
    }

    private static void until(Consumer<ModelRolloutStatus> holds) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> holds.accept(rollout.get().getStatus()));
    }

    /** Leaves room for so many Pods in the whole namespace. */
    private static void restrictPodsTo(int pods) {
        kubernetes
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace(rollout.namespace())
                        .withName(QUOTA)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/pods", new Quantity(Integer.toString(pods)))
                        .endSpec()
                        .build())
                .create();
    }

    private static void unrestrict() {
        kubernetes
                .resourceQuotas()
                .inNamespace(rollout.namespace())
                .withName(QUOTA)
                .delete();
    }

    private static void scaleTo(int replicas) {
        rollout.patch(
                "{\"spec\": {\"serving\": {\"replicas\": {\"min\": %d, \"max\": %d}}}}".formatted(replicas, replicas));
    }

    private static void assertEveryPodAnswers(String version, long epoch) {
        assertThat(rollout.podHosts()).hasSize(REPLICAS).allSatisfy(host -> assertThat(client.ask(host, 0))
                .isEqualTo(new ScoringClient.Answer(version, epoch, "")));
    }
}
