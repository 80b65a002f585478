package dev.plumbline.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A killed operator leaves nothing half done, and an odd object does not keep it from the others. */
@OnCluster
class RecoveryIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void convergesWhenItIsKilledInTheMiddleOfACreate(
            Cluster cluster, TestNamespace namespace, KubernetesClient client) {
        var platforms = new Platforms(client, namespace.name());
        try (var operator = new OperatorProcess(cluster, namespace, Map.of())) {
            operator.start().awaitReady();
            platforms.createSmallest("model");
            await().atMost(LONG).until(() -> platforms.h2o("model") != null);
            Set<String> whole = names(platforms, "model");

            platforms.createSmallest("cut");
            client.services()
                    .inNamespace(namespace.name())
                    .withName("cut-pg")
                    .waitUntilCondition(Objects::nonNull, LONG.toSeconds(), TimeUnit.SECONDS);
            operator.kill();
            Map<String, String> passwords = passwords(client, namespace.name());
            assertThat(platforms.h2o("cut")).as("it was killed before the end").isNull();

            operator.start().awaitReady();
            await().atMost(LONG).until(() -> platforms.h2o("cut") != null);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(names(platforms, "cut")).isEqualTo(whole));
            assertThat(passwords(client, namespace.name())).containsAllEntriesOf(passwords);
        }
    }

    @Test
    void reportsASpecThatTurnedInvalidAndLeavesWhatRuns(
            Cluster cluster, TestNamespace namespace, KubernetesClient client) {
        var platforms = new Platforms(client, namespace.name());
        try (var operator = new OperatorProcess(cluster, namespace, Map.of())) {
            operator.start().awaitReady();
            platforms.createSmallest("turned");
            await().atMost(LONG).until(() -> platforms.h2o("turned") != null);
            Set<String> before = names(platforms, "turned");
            Long generation = platforms.h2o("turned").getMetadata().getGeneration();

            // PHY-03 is the webhook's alone, and this operator has none: the object is stored.
            platforms.respec("turned", "h2o: {resources: {memory: 2560Mi}, jvmArgs: [\"-Xmx9g\"]}");
            await().atMost(LONG).untilAsserted(() -> assertThat(platforms.condition("turned", "ViewsCompliant"))
                    .get()
                    .satisfies(condition -> {
                        assertThat(condition.getStatus()).isEqualTo("False");
                        assertThat(condition.getMessage()).contains("PHY-03");
                    }));
            assertThat(platforms.condition("turned", "Ready")).get().matches(ready -> ready.getStatus()
                    .equals("False"));
            assertThat(names(platforms, "turned")).isEqualTo(before);
            assertThat(platforms.h2o("turned").getMetadata().getGeneration()).isEqualTo(generation);

            platforms.respec("turned", "h2o: {resources: {memory: 2560Mi}}");
            await().atMost(LONG).until(() -> platforms
                    .condition("turned", "ViewsCompliant")
                    .filter(condition -> condition.getStatus().equals("True"))
                    .isPresent());
        }
    }

    /** Kinds and names, without the platform's own name. */
    private static Set<String> names(Platforms platforms, String platform) {
        var names = new TreeSet<String>();
        platforms.children(platform).keySet().forEach(child -> names.add(child.replace("/" + platform + "-", "/")));
        return names;
    }

    private static Map<String, String> passwords(KubernetesClient client, String namespace) {
        var found = new TreeMap<String, String>();
        for (Secret secret : client.secrets().inNamespace(namespace).list().getItems()) {
            found.put(secret.getMetadata().getName(), String.valueOf(secret.getData()));
        }
        return found;
    }
}
