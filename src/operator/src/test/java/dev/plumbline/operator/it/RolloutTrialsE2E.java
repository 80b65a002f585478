package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static dev.plumbline.operator.it.Rollouts.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.LocalPort;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.PrometheusServer;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Verbs, canary and shadow with real Pods and real models; one rollout lives through all methods, in their order. */
@OnCluster(level = Level.NODE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutTrialsE2E {

    private static final int REPLICAS = 2;
    private static final int PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static OperatorProcess operator;
    private static String metrics;
    private static Optional<PrometheusServer> prometheus = Optional.empty();
    private static Rollouts rollout;
    private static ScoringClient client;
    private static byte[] one;
    private static byte[] two;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace namespace, KubernetesClient with) throws IOException {
        one = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        two = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v2"));
        rollout = new Rollouts(with, namespace.name(), "gbm");
        rollout.createPlatform();
        rollout.store("v1.zip", one);
        rollout.store("v2.zip", two);
        client = new ScoringClient(
                Rollouts.MODEL,
                Map.of(
                        "1", "gbm-binomial-v1",
                        "2", "gbm-binomial-v2",
                        "3", "gbm-binomial-v1",
                        "4", "gbm-binomial-v1",
                        "5", "gbm-binomial-v1",
                        "6", "gbm-binomial-v1"));
        int port = LocalPort.free();
        metrics = "http://127.0.0.1:" + port;
        operator = new OperatorProcess(cluster, namespace, Map.of("PLUMBLINE_ANALYSIS_PROMETHEUS", metrics))
                .start()
                .awaitReady();
        rollout.create(REPLICAS, "1", "v1.zip", one);
        rollout.awaitReady(PATIENCE);
        if (PrometheusServer.isInstalled()) {
            prometheus = Optional.of(PrometheusServer.launch(port, "/q/metrics", rollout.podHosts(9000)));
        }
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
        prometheus.ifPresent(PrometheusServer::close);
    }

    @Test
    @Order(1)
    void aCanaryAnswersItsShareAndIsAbortedByAnAnnotation() throws InterruptedException {
        rollout.patch("""
                {"spec": {"strategy": {"type": "Canary", "steps": [{"weight": 30, "holdSeconds": 600}]},
                          "analysis": {"intervalSeconds": 2}}}
                """);
        try (Load load = load()) {
            rollout.ask("2", "v2.zip", digest(two));
            rollout.await(RolloutPhase.PROGRESSING, PATIENCE);
            ModelRolloutStatus status = measured();
            assertThat(status.activeModel().version()).isEqualTo("1");
            assertThat(condition(status, "Progressing")).isEqualTo("True/StepWeight");
            assertThat(condition(status, "Healthy")).isEqualTo("True/AnalysisPassed");
            assertThat(status.trial().http5xx()).isZero();
            Thread.sleep(3000);
            ask("abort", "now");
            rollout.await(RolloutPhase.FAILED, PATIENCE);
            Thread.sleep(2000);
            assertThat(load.failureKinds()).isEmpty();
            long share = load.answers().stream()
                    .filter(s -> s.answer().version().equals("2"))
                    .count();
            assertThat(share).isBetween(1L, (long) load.answers().size() / 2);
        }
        assertEveryPodAnswers("1", 1);
        assertThat(condition(rollout.get().getStatus(), "Progressing")).isEqualTo("False/Failed");
        assertThat(answered("abort", "now").done()).isTrue();
    }

    @Test
    @Order(2)
    void retriedAndMeasuredItRisesToTheEnd() throws InterruptedException {
        rollout.patch("""
                {"spec": {"strategy": {"steps": [{"weight": 20, "holdSeconds": 3}, {"weight": 60, "holdSeconds": 3}]}}}
                """);
        assertThat(rollout.await(RolloutPhase.FAILED, PATIENCE).targetModel().version())
                .isEqualTo("2");
        try (Load load = load()) {
            if (prometheus.isPresent()) {
                whatPrometheusCountsDecides();
            }
            ask("retry", "again");
            ModelRolloutStatus status = rollout.awaitReady(PATIENCE);
            assertThat(status.activeModel().epoch()).isEqualTo(2);
            Thread.sleep(1000);
            assertThat(load.failureKinds()).isEmpty();
            assertThat(load.answers()).extracting(s -> s.answer().version()).contains("1", "2");
        }
        assertEveryPodAnswers("2", 2);
    }

    @Test
    @Order(3)
    void aShadowIsComparedAndNeverAnswers() throws InterruptedException {
        rollout.patch("{\"spec\": {\"strategy\": {\"type\": \"Shadow\", \"steps\": null}}}");
        try (Load load = load()) {
            rollout.ask("3", "v1.zip", digest(one));
            rollout.await(RolloutPhase.PROGRESSING, PATIENCE);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                ModelRolloutStatus status = rollout.get().getStatus();
                assertThat(status.trial().shadow().compared()).isPositive();
                assertThat(status.trial().shadow().different()).isPositive();
                assertThat(status.trial().shadow().maxAbsDifference()).isPositive();
            });
            assertThat(load.failureKinds()).isEmpty();
            assertThat(load.answers()).extracting(s -> s.answer().version()).containsOnly("2");
            ask("promote", "go");
            rollout.awaitReady(PATIENCE);
            Thread.sleep(1000);
            assertThat(load.failureKinds()).isEmpty();
        }
        assertEveryPodAnswers("3", 3);
    }

    @Test
    @Order(4)
    void aRollbackBringsTheModelBeforeBackAndStaysThere() {
        ask("rollback", "back");
        ModelRolloutStatus status = rollout.await(RolloutPhase.ROLLED_BACK, PATIENCE);
        assertThat(condition(status, "RolledBack")).isEqualTo("True/RollbackRequested");
        assertEveryPodAnswers("2", 4);
    }

    @Test
    @Order(5)
    void whatPrometheusSaysAfterASwitchTakesItBackAsThePolicyWants() {
        assumeThat(prometheus).as("Prometheus is installed").isPresent();
        rollout.patch("{\"spec\": {\"strategy\": {\"type\": \"HotSwap\", \"steps\": null}}}");
        try (Load load = load()) {
            analyse(answersOf("4"), 0);
            rollout.ask("4", "v1.zip", digest(one));
            ModelRolloutStatus status = rollout.await(RolloutPhase.ROLLED_BACK, PATIENCE);
            assertThat(condition(status, "RolledBack")).isEqualTo("True/WatchWindowFailed");
            assertThat(status.lastFailure().message()).contains("answersOfTheCandidate is ", "allowed at most 0");
            assertThat(status.activeModel().version()).isEqualTo("2");

            analyse("absent_metric", 0);
            rollout.patch("{\"spec\": {\"analysis\": {\"noDataPolicy\": \"Fail\"}}}");
            rollout.ask("5", "v1.zip", digest(one));
            status = rollout.await(RolloutPhase.ROLLED_BACK, PATIENCE);
            assertThat(condition(status, "RolledBack")).isEqualTo("True/WatchWindowFailed");
            assertThat(status.lastFailure().message()).contains("answersOfTheCandidate: the query finds nothing");

            rollout.patch("""
                    {"spec": {"analysis": {"noDataPolicy": "Pass"}, "rollback": {"watchSecondsAfterPromotion": 6}}}
                    """);
            rollout.ask("6", "v1.zip", digest(one));
            Awaitility.await("the end of the watch window").atMost(PATIENCE).untilAsserted(() -> {
                ModelRolloutStatus watched = rollout.get().getStatus();
                assertThat(watched.activeModel().version()).isEqualTo("6");
                assertThat(condition(watched, "Healthy")).isEqualTo("True/AnalysisPassed");
            });
            assertThat(load.failureKinds()).isEmpty();
            assertThat(load.answers())
                    .extracting(s -> s.answer().version())
                    .contains("4", "5", "6")
                    .doesNotContain("3");
        }
        assertEveryPodAnswers("6", 9);
    }

    /** The candidate's own answers, as a real Prometheus counts them in the Pods: first they are too many. */
    private static void whatPrometheusCountsDecides() {
        analyse("absent_metric", 0);
        ask("retry", "counted");
        rollout.await(RolloutPhase.PROGRESSING, PATIENCE);
        Awaitility.await("no data holds the step").atMost(PATIENCE).untilAsserted(() -> {
            ModelRolloutStatus status = rollout.get().getStatus();
            assertThat(status.phase()).isEqualTo(RolloutPhase.PROGRESSING);
            assertThat(condition(status, "Healthy")).isEqualTo("Unknown/NoData");
            assertThat(status.conditions())
                    .anyMatch(c -> c.getMessage().contains("answersOfTheCandidate: the query finds nothing"));
        });
        analyse(answersOf("2"), 0);
        ModelRolloutStatus status = rollout.await(RolloutPhase.FAILED, PATIENCE);
        assertThat(status.lastFailure().message()).contains("answersOfTheCandidate is ", "allowed at most 0");
        assertThat(status.activeModel().version()).isEqualTo("1");
        analyse(answersOf("2"), 1_000_000);
    }

    private static String answersOf(String version) {
        return "sum(plumbline_scoring_requests_total{version=\\\"%s\\\"})".formatted(version);
    }

    private static void analyse(String query, int most) {
        rollout.patch("""
                {"spec": {"analysis": {"failureLimit": 0, "prometheus": {"address": "%s"}, "metrics":
                  [{"name": "answersOfTheCandidate", "query": "%s", "max": %d}]}}}
                """.formatted(metrics, query, most));
    }

    /** Once the step was measured with requests in it. */
    private static ModelRolloutStatus measured() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> rollout.get().getStatus(),
                        s -> s.trial() != null
                                && s.trial().requests() > 0
                                && condition(s, "Healthy").startsWith("True"));
    }

    private static Load load() {
        List<String> hosts = rollout.podHosts();
        return new Load(client, PER_SECOND, () -> hosts);
    }

    private static void ask(String verb, String nonce) {
        rollout.patch("{\"metadata\": {\"annotations\": {\"plumbline.dev/%s\": \"%s\"}}}".formatted(verb, nonce));
    }

    private static ActionStatus answered(String verb, String nonce) {
        return rollout.get().getStatus().actions().stream()
                .filter(a -> a.verb().equals(verb) && a.nonce().equals(nonce))
                .findFirst()
                .orElseThrow();
    }

    private static void assertEveryPodAnswers(String version, long epoch) {
        assertThat(rollout.podHosts()).hasSize(REPLICAS).allSatisfy(host -> {
            for (int row = 0; row < 10; row++) {
                assertThat(client.ask(host, row)).isEqualTo(new ScoringClient.Answer(version, epoch, ""));
            }
        });
    }
}
