package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static dev.plumbline.operator.it.Rollouts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.plan.Labels;
import dev.plumbline.testcluster.AuditLog;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three real Pods, real models, a real operator process; one rollout lives through all methods, in their order. */
@OnCluster(level = Level.NODE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutE2E {

    private static final int REPLICAS = 3;
    private static final int PER_SECOND = 220;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How long after the last flip a request that had begun before may still be answered by the old model. */
    private static final long SETTLED_MILLISECONDS = 500;

    private static Cluster cluster;
    private static TestNamespace namespace;
    private static AuditLog audit;
    private static OperatorProcess operator;
    private static Rollouts rollout;
    private static ScoringClient client;
    private static KubernetesClient kubernetes;
    private static byte[] one;
    private static byte[] two;

    @BeforeAll
    static void start(Cluster on, TestNamespace in, KubernetesClient with, AuditLog log) throws IOException {
        cluster = on;
        namespace = in;
        kubernetes = with;
        audit = log;
        one = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        two = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v2"));
        rollout = new Rollouts(with, in.name(), "gbm");
        rollout.createPlatform();
        rollout.store("v1.zip", one);
        rollout.store("v2.zip", two);
        rollout.store("cut.zip", Arrays.copyOf(two, two.length / 2));
        rollout.store("pojo.zip", pojo());
        client = new ScoringClient(
                Rollouts.MODEL,
                Map.of("1", "gbm-binomial-v1", "2", "gbm-binomial-v2", "7", "gbm-binomial-v1", "8", "gbm-binomial-v2"));
        operator = new OperatorProcess(cluster, namespace, Map.of()).start().awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    private static byte[] pojo() {
        return "import hex.genmodel.GenModel;\npublic class Fraud extends GenModel {}\n"
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void theFirstModelIsActiveInEveryPod() {
        rollout.create(REPLICAS, "1", "v1.zip", one);
        ModelRolloutStatus status = rollout.awaitReady(PATIENCE);
        assertThat(status.phase()).isEqualTo(RolloutPhase.SUCCEEDED);
        assertThat(status.activeModel().epoch()).isEqualTo(1);
        assertThat(status.pods().active()).isEqualTo(REPLICAS);
        assertThat(status.artifact().algorithm()).isEqualTo("gbm");
        assertEveryPodAnswers("1", 1);
    }

    @Test
    @Order(2)
    void aSecondModelTakesOverUnderLoadWithoutAFailedRequest() throws InterruptedException {
        List<String> hosts = new ArrayList<>(rollout.podHosts());
        hosts.add(rollout.serviceHost());
        Load load = new Load(client, PER_SECOND, () -> hosts);
        ModelRolloutStatus status;
        List<ModelRolloutStatus> told = new CopyOnWriteArrayList<>();
        try (load;
                Watch watch = rollout.watch(told::add)) {
            Thread.sleep(5000);
            rollout.ask("2", "v2.zip", digest(two));
            rollout.await(RolloutPhase.SUCCEEDED, PATIENCE);
            Thread.sleep(9000);
        }
        status = rollout.awaitReady(PATIENCE);
        long flipped = Instant.parse(status.lastSwap().at()).toEpochMilli()
                + status.lastSwap().durationMilliseconds();
        System.out.printf(
                "swap under load: %d requests, %.0f/s, %d failed, longest %.1f ms, flips within %d ms%n",
                load.answers().size(),
                load.perSecond(),
                load.failures().size(),
                load.longestMilliseconds(),
                status.lastSwap().durationMilliseconds());
        load.failureKinds().forEach((kind, count) -> System.out.printf("  %d times: %s%n", count, kind));
        assertThat(load.failureKinds()).isEmpty();
        assertThat(load.answers().size()).isGreaterThan(PER_SECOND * 10);
        assertThat(load.answers()).extracting(s -> s.answer().version()).contains("1", "2");
        assertThat(load.answers())
                .filteredOn(s -> s.startedAt() > flipped + SETTLED_MILLISECONDS)
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.answer().version()).isEqualTo("2"))
                .allSatisfy(s -> assertThat(s.answer().epoch()).isEqualTo(2));
        assertThat(load.answers())
                .filteredOn(s -> s.answer().version().equals("1"))
                .allSatisfy(s -> assertThat(s.answer().epoch()).isEqualTo(1));
        assertThat(status.lastSwap().epoch()).isEqualTo(2);
        assertThat(status.lastSwap().http5xx()).isZero();
        assertThat(status.lastSwap().requests()).isPositive();
        assertThat(told)
                .as("a model is called active when Pods have switched to it")
                .filteredOn(s -> s.activeModel().version().equals("2"))
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.lastSwap().epoch()).isEqualTo(2));
    }

    @Test
    @Order(4)
    void aPojoIsNeverServed() {
        rollout.ask("4", "pojo.zip", digest(pojo()));
        assertRefusedWhileTwoServes("PojoRefused");
    }

    @Test
    @Order(5)
    void aTruncatedArchiveIsNeverServed() {
        rollout.ask("5", "cut.zip", digest(Arrays.copyOf(two, two.length / 2)));
        assertRefusedWhileTwoServes("NotAMojo");
    }

    @Test
    @Order(6)
    void aMissingModelIsWaitedFor() {
        rollout.ask("6", "late.zip", digest(one));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ModelRolloutStatus status = rollout.get().getStatus();
            assertThat(status.phase()).isEqualTo(RolloutPhase.PENDING);
            assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/FetchFailed");
            assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        });
        assertEveryPodAnswers("2", 2);
    }

    @Test
    @Order(7)
    void aKilledOperatorIsResumedAndAKilledPodComesBackWithTheActiveModel() throws InterruptedException {
        try (Load load = new Load(client, 50, () -> List.of(rollout.serviceHost()))) {
            rollout.ask("7", "v1.zip", digest(one));
            Thread.sleep(700);
            operator.kill();
            kubernetes.resource(rollout.pods().getFirst()).withGracePeriod(0).delete();
            Thread.sleep(2000);
            operator.start().awaitReady();
            rollout.await(RolloutPhase.SUCCEEDED, PATIENCE);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> rollout.awaitReady(PATIENCE).pods().active() == REPLICAS);
            // What was under way in the killed Pod may fail; nothing may be answered wrongly.
            assertThat(load.failures())
                    .allSatisfy(s -> assertThat(s.answer().version()).isEmpty());
        }
        assertEveryPodAnswers("7", 3);
    }

    @Test
    @Order(8)
    void pausingKeepsTheOldModelAndResumingGoesOn() throws InterruptedException {
        rollout.patch("{\"spec\": {\"paused\": true}}");
        rollout.ask("8", "v2.zip", digest(two));
        assertThat(condition(rollout.await(RolloutPhase.PAUSED, PATIENCE), "Progressing"))
                .isEqualTo("False/Paused");
        Thread.sleep(3000);
        assertEveryPodAnswers("7", 3);
        rollout.patch("{\"spec\": {\"paused\": false}}");
        rollout.awaitReady(PATIENCE);
        assertEveryPodAnswers("8", 4);
    }

    @Test
    @Order(9)
    void anIdleRolloutIsNotWrittenTo() throws InterruptedException {
        Thread.sleep(8_000);
        Instant since = Instant.now();
        Thread.sleep(30_000);
        if (audit.file().isPresent()) {
            assertThat(audit.writesSince(since))
                    .filteredOn(w -> w.namespace().equals(namespace.name()))
                    .filteredOn(w ->
                            w.userAgent().contains("fabric8") && !w.resource().equals("leases"))
                    .isEmpty();
        }
    }

    @Test
    @Order(10)
    void deletingTheRolloutRemovesAllOfItAndNothingIsMadeAnew() {
        Instant deleted = Instant.now();
        kubernetes.resource(rollout.get()).delete();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rollout.pods()).isEmpty();
            var left = kubernetes.configMaps().inNamespace(namespace.name()).withLabel(Labels.ROLLOUT);
            assertThat(left.list().getItems()).isEmpty();
            var secrets = kubernetes.secrets().inNamespace(namespace.name()).withLabel(Labels.ROLLOUT);
            assertThat(secrets.list().getItems()).isEmpty();
            var services = kubernetes.services().inNamespace(namespace.name()).withLabel(Labels.ROLLOUT);
            assertThat(services.list().getItems()).isEmpty();
        });
        if (audit.file().isPresent()) {
            assertThat(audit.writesSince(deleted))
                    .filteredOn(w -> w.namespace().equals(namespace.name()))
                    .filteredOn(w -> w.userAgent().contains("fabric8")
                            && w.code() < 300
                            && !w.verb().equals("delete")
                            && !Set.of("leases", "events").contains(w.resource()))
                    .isEmpty();
        }
    }

    private static void assertRefusedWhileTwoServes(String reason) {
        ModelRolloutStatus status = rollout.await(RolloutPhase.FAILED, PATIENCE);
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/" + reason);
        assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(status.lastFailure().reason()).isEqualTo(reason);
        assertThat(status.activeModel().version()).isEqualTo("2");
        assertEveryPodAnswers("2", 2);
    }

    private static void assertEveryPodAnswers(String version, long epoch) {
        assertThat(rollout.podHosts()).hasSize(REPLICAS).allSatisfy(host -> {
            for (int row = 0; row < 10; row++) {
                assertThat(client.ask(host, row)).isEqualTo(new ScoringClient.Answer(version, epoch, ""));
            }
        });
    }
}
