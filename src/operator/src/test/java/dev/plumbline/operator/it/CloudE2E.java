package dev.plumbline.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A real H2O cloud of two: formed, one member lost, restarted once as a whole, formed again. */
@OnCluster(level = Level.NODE)
class CloudE2E {

    private static final Duration FORMED = Duration.ofMinutes(5);

    @Test
    void aLostMemberRestartsTheWholeCloudOnce(Cluster cluster, TestNamespace namespace, KubernetesClient client) {
        var platforms = new Platforms(client, namespace.name());
        try (var operator = new OperatorProcess(cluster, namespace, Map.of())) {
            operator.start().awaitReady();
            // 1Gi leaves less than 1Gi to XGBoost, which the development profile only warns of.
            platforms.create("duo", "h2o: {nodes: 2, resources: {memory: 1Gi}}");
            awaitReady(platforms);
            assertThat(platforms.get("duo").getStatus().h2o().cloudSize()).isEqualTo(2);
            assertThat(platforms.condition("duo", "MemorySplitEnforced"))
                    .get()
                    .satisfies(split -> assertThat(split.getMessage()).contains("614Mi"));
            Set<String> first = members(client, namespace);
            var service = client.services().inNamespace(namespace.name()).withName("duo-h2o");
            service.delete();
            await().atMost(OperatorProcess.REPAIR).until(() -> service.get() != null);

            client.pods().inNamespace(namespace.name()).withName("duo-h2o-1").delete();
            await().atMost(Duration.ofMinutes(2)).until(() -> restarts(platforms) == 1);
            awaitReady(platforms);
            assertThat(members(client, namespace)).hasSize(2).doesNotContainAnyElementsOf(first);
            assertThat(restarts(platforms)).isEqualTo(1);
        }
    }

    private static void awaitReady(Platforms platforms) {
        await().atMost(FORMED).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        platforms.condition("duo", "Ready"))
                .get()
                .extracting(Condition::getStatus, Condition::getReason)
                .containsExactly("True", "AllComponentsReady"));
    }

    private static int restarts(Platforms platforms) {
        MlPlatform platform = platforms.get("duo");
        Integer count = platform.getStatus().h2o().restarts();
        return count == null ? 0 : count;
    }

    private static Set<String> members(KubernetesClient client, TestNamespace namespace) {
        return client
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/component", "h2o")
                .list()
                .getItems()
                .stream()
                .map(Pod::getMetadata)
                .map(metadata -> metadata.getUid())
                .collect(Collectors.toSet());
    }
}
