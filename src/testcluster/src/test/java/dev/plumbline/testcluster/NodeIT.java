package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the node promises to every other test: volumes, names, Service addresses, limits. */
@OnCluster(level = Level.NODE)
class NodeIT {

    private static final long SECONDS = 90;

    @Test
    void aNonRootReadOnlyPodWritesToItsVolumeAndFindsAServiceByName(KubernetesClient client, TestNamespace namespace) {
        load(client, namespace, "server.yaml", Map.of());
        client.pods().inNamespace(namespace.name()).withName("server").waitUntilReady(SECONDS, TimeUnit.SECONDS);
        String output = runToTheEnd(
                client,
                namespace,
                "client",
                "redis-cli -h server set greeting hello && redis-cli -h server.%s.svc.cluster.local get greeting"
                                .formatted(namespace.name())
                        + "; touch /new-file || echo root-is-read-only; id -u");
        assertThat(output).contains("OK", "hello", "root-is-read-only", "10001");
    }

    @Test
    void aPodReachesTheApiServerWithItsToken(KubernetesClient client, TestNamespace namespace) {
        String output = runToTheEnd(
                client,
                namespace,
                "token",
                "bash -c 'exec 3<>/dev/tcp/kubernetes.default.svc/443 && echo connected';"
                        + " test -s /var/run/secrets/kubernetes.io/serviceaccount/token && echo token");
        assertThat(output).contains("connected", "token");
    }

    @Test
    void aContainerOverItsMemoryLimitIsKilled(KubernetesClient client, TestNamespace namespace) {
        load(client, namespace, "task.yaml", Map.of("NAME", "hungry", "COMMAND", "head -c 200m /dev/zero | tail"));
        Pod pod = finished(client, namespace, "hungry");
        var ended = pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
        assertThat(ended.getExitCode()).isEqualTo(137);
        assertThat(ended.getReason()).isEqualTo("OOMKilled");
    }

    /** As on a new machine: nothing is cached, not even the binary that goes into the image. */
    @Test
    void anImageIsBuiltWithoutAnythingCached(@TempDir Path directory) throws Exception {
        Path script = Machine.findScript(Path.of("").toAbsolutePath()).orElseThrow();
        var building = new ProcessBuilder(script.toString(), "images", "pause").redirectErrorStream(true);
        building.environment().put("PLUMBLINE_CACHE", directory.resolve("cache").toString());
        building.environment().put("PLUMBLINE_STATE", directory.resolve("state").toString());
        Process process = building.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        try (Stream<Path> images = Files.list(directory.resolve("cache/images"))) {
            assertThat(images).anyMatch(path -> Files.exists(path.resolve("oci/index.json")));
        }
    }

    private static String runToTheEnd(KubernetesClient client, TestNamespace namespace, String name, String command) {
        load(client, namespace, "task.yaml", Map.of("NAME", name, "COMMAND", command));
        finished(client, namespace, name);
        return client.pods().inNamespace(namespace.name()).withName(name).getLog();
    }

    private static Pod finished(KubernetesClient client, TestNamespace namespace, String name) {
        return client.pods()
                .inNamespace(namespace.name())
                .withName(name)
                .waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().matches("Succeeded|Failed"),
                        SECONDS,
                        TimeUnit.SECONDS);
    }

    private static void load(
            KubernetesClient client, TestNamespace namespace, String file, Map<String, String> parameters) {
        try (var input = NodeIT.class.getResourceAsStream("/node/" + file)) {
            String text = new String(input.readAllBytes());
            for (var parameter : parameters.entrySet()) {
                text = text.replace("@" + parameter.getKey() + "@", parameter.getValue());
            }
            client.load(new java.io.ByteArrayInputStream(text.getBytes()))
                    .inNamespace(namespace.name())
                    .create();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
