package dev.plumbline.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A real Postgres of three: what the spec changes afterwards reaches the servers that run, and no Pod is replaced. */
@OnCluster(level = Level.NODE)
class DatabaseE2E {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String SPEC = """
            h2o: {resources: {memory: 1Gi}}
            postgres:
              instances: 3
              maxConnections: %d
              failover: {ttlSeconds: %d, loopWaitSeconds: 5, retryTimeoutSeconds: 5, objectiveSeconds: 60}
            """;

    @Test
    void carriesAChangeOfTheSpecIntoTheRunningServers(Cluster cluster, TestNamespace namespace, KubernetesClient client)
            throws Exception {
        var platforms = new Platforms(client, namespace.name());
        try (var operator = new OperatorProcess(cluster, namespace, Map.of())) {
            operator.start().awaitReady();
            platforms.create("trio", SPEC.formatted(200, 20));
            awaitReady(platforms);
            Map<String, String> born = uids(client, namespace);
            assertThat(born).hasSize(3);

            // Fewer is the harder way: a standby may never allow fewer than its primary.
            for (int connections : List.of(120, 150)) {
                platforms.respec("trio", SPEC.formatted(connections, connections / 5));
                await("max_connections " + connections)
                        .atMost(LONG)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(settings(client, namespace, born, "max_connections"))
                                .containsOnly(String.valueOf(connections)));
                awaitReady(platforms);
                assertThat(patroni(client, namespace)).contains("\"ttl\": " + connections / 5);
            }
            assertThat(uids(client, namespace)).isEqualTo(born);
        }
    }

    private static void awaitReady(Platforms platforms) {
        await("Ready").atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        platforms.condition("trio", "Ready"))
                .get()
                .satisfies(ready -> {
                    assertThat(ready.getObservedGeneration())
                            .isEqualTo(platforms.get("trio").getMetadata().getGeneration());
                    assertThat(ready.getReason()).isEqualTo("AllComponentsReady");
                }));
    }

    private static Map<String, String> uids(KubernetesClient client, TestNamespace namespace) {
        return new TreeMap<>(client
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/component", "postgres")
                .list()
                .getItems()
                .stream()
                .map(Pod::getMetadata)
                .collect(Collectors.toMap(metadata -> metadata.getName(), metadata -> metadata.getUid())));
    }

    private static List<String> settings(
            KubernetesClient client, TestNamespace namespace, Map<String, String> pods, String setting) {
        return pods.keySet().stream()
                .map(pod -> run(
                        client,
                        namespace,
                        pod,
                        "psql",
                        "-h",
                        "/var/run/postgresql",
                        "-U",
                        "postgres",
                        "-tAc",
                        "SHOW " + setting))
                .toList();
    }

    private static String patroni(KubernetesClient client, TestNamespace namespace) throws Exception {
        String address = client.pods()
                .inNamespace(namespace.name())
                .withName("trio-pg-0")
                .get()
                .getStatus()
                .getPodIP();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://" + address + ":8008/config"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String run(KubernetesClient client, TestNamespace namespace, String pod, String... command) {
        var out = new ByteArrayOutputStream();
        try (ExecWatch exec = client.pods()
                .inNamespace(namespace.name())
                .withName(pod)
                .writingOutput(out)
                .writingError(out)
                .exec(command)) {
            exec.exitCode().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            return "no answer: " + failed.getMessage();
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
