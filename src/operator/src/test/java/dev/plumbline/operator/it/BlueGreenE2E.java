package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static dev.plumbline.operator.it.Rollouts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two Deployments with real Pods behind one Service; one rollout lives through all methods, in their order. */
@OnCluster(level = Level.NODE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BlueGreenE2E {

    private static final int REPLICAS = 2;
    private static final int PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BLUE = "gbm-inference";
    private static final String GREEN = "gbm-inference-green";

    private static Cluster cluster;
    private static TestNamespace namespace;
    private static KubernetesClient kubernetes;
    private static OperatorProcess operator;
    private static Rollouts rollout;
    private static ScoringClient client;
    private static byte[] one;
    private static byte[] two;

    @BeforeAll
    static void start(Cluster on, TestNamespace in, KubernetesClient with) throws IOException {
        cluster = on;
        namespace = in;
        kubernetes = with;
        one = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        two = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v2"));
        rollout = new Rollouts(with, in.name(), "gbm");
        rollout.createPlatform();
        rollout.store("v1.zip", one);
        rollout.store("v2.zip", two);
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
    void anotherModelInOtherPodsTakesOverWithoutAFailedRequestThoughTheOperatorDiesOnTheWay()
            throws InterruptedException {
        rollout.patch("{\"spec\": {\"strategy\": {\"type\": \"BlueGreen\"},"
                + " \"rollback\": {\"watchSecondsAfterPromotion\": 12}}}");
        try (Load load = load()) {
            Thread.sleep(2000);
            long asked = System.currentTimeMillis();
            rollout.patch("{\"spec\": {\"serving\": {\"resources\": {\"memory\": \"640Mi\"}}, \"model\": "
                    + Rollouts.model("2", "v2.zip", digest(two)) + "}}");
            // The decision, written before it is acted on.
            rollout.awaitRecordWith("\"left\":true", PATIENCE);
            operator.kill();
            assertThat(memory(BLUE)).as("the way back").isEqualTo("512Mi");
            assertThat(condition(rollout.get().getStatus(), "Ready"))
                    .as("told so far")
                    .startsWith("False");
            System.out.printf("blue-green: the operator died when the Service said %s%n", selected());
            operator.start();
            ModelRolloutStatus status = rollout.awaitReady(PATIENCE);
            assertThat(status.activeModel().version()).isEqualTo("2");
            assertThat(status.activeModel().epoch()).isEqualTo(2);
            assertThat(memory(GREEN)).isEqualTo("640Mi");
            Awaitility.await("the blue ones go").atMost(Duration.ofSeconds(60)).until(() -> deployment(BLUE) == null);
            Thread.sleep(8000); // the blue Pods drain
            assertThat(load.failureKinds()).isEmpty();
            assertThat(load.answers()).extracting(s -> s.answer().version()).contains("1", "2");
            long mixed = mixedMilliseconds(load, asked);
            System.out.printf(
                    "blue-green under load: %d requests, 0 failed, both versions answered for %d ms, longest %.1f ms%n",
                    load.answers().size(), mixed, load.longestMilliseconds());
            // A record is read every two seconds; then kept connections are handed over with their next answer.
            assertThat(mixed).isLessThan(10_000);
        }
        assertEveryPodAnswers("2", 2);
    }

    @Test
    @Order(2)
    void aRollbackInTheWindowSendsClientsBackAtOnce() {
        rollout.patch("{\"spec\": {\"rollback\": {\"watchSecondsAfterPromotion\": 600}}}");
        try (Load load = load()) {
            rollout.ask("3", "v1.zip", digest(one));
            rollout.awaitReady(PATIENCE);
            assertThat(deployment(BLUE)).isNotNull();
            rollout.patch("{\"metadata\": {\"annotations\": {\"plumbline.dev/rollback\": \"now\"}}}");
            ModelRolloutStatus status = rollout.await(RolloutPhase.ROLLED_BACK, Duration.ofSeconds(30));
            assertThat(status.activeModel().version()).isEqualTo("2");
            assertThat(status.activeModel().epoch()).isEqualTo(4);
            assertThat(condition(status, "RolledBack")).isEqualTo("True/RollbackRequested");
            Awaitility.await("the bad ones go").atMost(PATIENCE).until(() -> deployment(BLUE) == null);
            Awaitility.await("their Pods too")
                    .atMost(PATIENCE)
                    .until(() -> rollout.pods().size() == REPLICAS);
            // A busy node follows late, and a Pod that goes still answers whoever is sent to it.
            Awaitility.await("clients are back").atMost(PATIENCE).until(() -> lately(load, "2"));
            assertThat(load.failureKinds()).isEmpty();
        }
        assertEveryPodAnswers("2", 4);
    }

    @Test
    @Order(3)
    void anAbortWhileItLoadsTakesTheNewPodsAway() {
        try (Load load = load()) {
            rollout.ask("4", "v2.zip", digest(two));
            Awaitility.await().atMost(PATIENCE).until(() -> deployment(BLUE) != null);
            rollout.patch("{\"metadata\": {\"annotations\": {\"plumbline.dev/abort\": \"now\"}}}");
            rollout.await(RolloutPhase.FAILED, PATIENCE);
            Awaitility.await().atMost(PATIENCE).until(() -> deployment(BLUE) == null);
            assertThat(load.failureKinds()).isEmpty();
            assertThat(load.answers()).extracting(s -> s.answer().version()).containsOnly("2");
        }
    }

    @Test
    @Order(4)
    void aRefusedModelNeverMeetsAClient() {
        rollout.ask("5", "v1.zip", digest(two));
        ModelRolloutStatus status = rollout.await(RolloutPhase.FAILED, PATIENCE);
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/DigestMismatch");
        assertThat(condition(status, "Available")).startsWith("True");
        Awaitility.await().atMost(PATIENCE).until(() -> deployment(BLUE) == null);
        assertEveryPodAnswers("2", 4);
    }

    /** Whether this version alone gave the latest answers, as many as both versions of two Pods would hardly leave to one. */
    private static boolean lately(Load load, String version) {
        List<Load.Sent> answers = load.answers();
        return answers.subList(Math.max(0, answers.size() - PER_SECOND), answers.size()).stream()
                .allMatch(s -> s.answer().version().equals(version));
    }

    /** From the first answer of the new version to the last one of the old. */
    private static long mixedMilliseconds(Load load, long asked) {
        long first = load.answers().stream()
                .filter(s -> s.answer().version().equals("2"))
                .mapToLong(Load.Sent::startedAt)
                .min()
                .orElse(asked);
        long last = load.answers().stream()
                .filter(s -> s.answer().version().equals("1"))
                .mapToLong(Load.Sent::startedAt)
                .max()
                .orElse(asked);
        return Math.max(0, last - first);
    }

    private static Load load() {
        List<String> service = List.of(rollout.serviceHost());
        return new Load(client, PER_SECOND, () -> service);
    }

    private static Map<String, String> selected() {
        return kubernetes
                .services()
                .inNamespace(namespace.name())
                .withName(BLUE)
                .get()
                .getSpec()
                .getSelector();
    }

    private static Deployment deployment(String name) {
        return kubernetes
                .apps()
                .deployments()
                .inNamespace(namespace.name())
                .withName(name)
                .get();
    }

    private static String memory(String name) {
        Quantity limit = deployment(name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getResources()
                .getLimits()
                .get("memory");
        return limit.toString();
    }

    private static void assertEveryPodAnswers(String version, long epoch) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(rollout.podHosts())
                .hasSize(REPLICAS));
        assertThat(rollout.podHosts()).allSatisfy(host -> assertThat(client.ask(host, 1))
                .isEqualTo(new ScoringClient.Answer(version, epoch, "")));
    }
}
