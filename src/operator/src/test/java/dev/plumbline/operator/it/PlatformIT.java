package dev.plumbline.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.testcluster.AuditLog;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped operator does with platforms, on a real API server with its controllers. */
@OnCluster
class PlatformIT {

    private static OperatorProcess operator;
    private static Platforms platforms;
    private static KubernetesClient client;
    private static AuditLog audit;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace namespace, KubernetesClient kubernetes, AuditLog log) {
        client = kubernetes;
        audit = log;
        platforms = new Platforms(kubernetes, namespace.name());
        operator = new OperatorProcess(cluster, namespace, Map.of()).start().awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void makesThePlannedChildrenAndThenWritesNothing() throws InterruptedException {
        MlPlatform made = platforms.createSmallest("quiet");
        awaitMade("quiet");
        assertThat(platforms.h2o("quiet").getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getUid()).isEqualTo(made.getMetadata().getUid());
                    assertThat(owner.getController()).isTrue();
                });
        assertThat(platforms.h2o("quiet").getMetadata().getManagedFields())
                .anyMatch(entry -> entry.getManager().equals("plumbline-operator")
                        && entry.getOperation().equals("Apply"));

        // An unrelated change makes it look again, and looking must not write.
        Thread.sleep(3_000);
        Map<String, Long> before = generations("quiet");
        Instant since = Instant.now();
        platforms.annotate("quiet", "example.com/touched", "yes");
        Thread.sleep(10_000);
        assertThat(generations("quiet")).isEqualTo(before);
        if (audit.file().isPresent()) {
            assertThat(audit.writesSince(since))
                    .filteredOn(write -> write.namespace().equals(platforms.namespace())
                            && write.userAgent().contains("fabric8")
                            && write.name().startsWith("quiet-"))
                    .isEmpty();
        }
    }

    @Test
    void putsBackWhatWasChangedByHand() {
        platforms.createSmallest("drift");
        awaitMade("drift");
        List<String> command = command("drift");
        int heap = command.indexOf("-Xmx1536m");
        // By path and without a version, as kubectl edit does it: the controllers write the status meanwhile.
        client.resource(platforms.h2o("drift")).patch(PatchContext.of(PatchType.JSON), """
                        [{"op":"replace","path":"/spec/template/spec/containers/0/command/%d","value":"-Xmx99m"}]""".formatted(heap));
        await().atMost(OperatorProcess.REPAIR).until(() -> command("drift").equals(command));

        client.apps()
                .statefulSets()
                .inNamespace(platforms.namespace())
                .withName("drift-h2o")
                .scale(0);
        await().atMost(OperatorProcess.REPAIR)
                .until(() -> platforms.h2o("drift").getSpec().getReplicas() == 1);

        var service = client.services().inNamespace(platforms.namespace()).withName("drift-h2o");
        service.delete();
        await().atMost(OperatorProcess.REPAIR).until(() -> service.get() != null);
        await().atMost(OperatorProcess.REPAIR)
                .until(() -> client.events().v1().events().inNamespace(platforms.namespace()).list().getItems().stream()
                        .anyMatch(event -> "DriftCorrected".equals(event.getReason())
                                && event.getNote().startsWith("StatefulSet/drift-h2o ")));
    }

    @Test
    void leavesForeignObjectsAlone() {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("taken-redis")
                        .withNamespace(platforms.namespace())
                        .addToLabels("owner", "somebody")
                        .endMetadata()
                        .withNewSpec()
                        .withClusterIP("None")
                        .addToSelector("app", "mine")
                        .endSpec()
                        .build())
                .create();
        platforms.createSmallest("taken");
        await().atMost(Duration.ofSeconds(30)).until(() -> platforms.h2o("taken") != null);
        await().atMost(OperatorProcess.REPAIR).until(() -> platforms
                .condition("taken", "Ready")
                .filter(ready -> ready.getMessage().contains("Service/taken-redis"))
                .isPresent());
        var service = client.services()
                .inNamespace(platforms.namespace())
                .withName("taken-redis")
                .get();
        assertThat(service.getSpec().getSelector()).containsOnly(Map.entry("app", "mine"));
        assertThat(service.getMetadata().getOwnerReferences()).isEmpty();
    }

    @Test
    void removesTheChildrenOfADeletedPlatformAndKeepsItsVolumesAndTheirPasswords() {
        MlPlatform made = platforms.createSmallest("gone");
        awaitMade("gone");
        await().atMost(Duration.ofSeconds(30)).until(() -> claim("gone") != null);
        String password = secret("gone-pg-superuser").getData().get("password");

        client.resource(made).delete();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> platforms.children("gone").isEmpty());
        await().atMost(Duration.ofSeconds(30)).until(() -> secret("gone-redis") == null);
        assertThat(claim("gone").getMetadata().getLabels()).containsEntry("plumbline.dev/platform", "gone");
        assertThat(claim("gone").getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getKind)
                .doesNotContain("MlPlatform");

        platforms.createSmallest("gone");
        awaitMade("gone");
        assertThat(secret("gone-pg-superuser").getData()).containsEntry("password", password);
    }

    @Test
    void changesNothingWhilePaused() throws InterruptedException {
        platforms.createSmallest("held");
        awaitMade("held");
        platforms.respec("held", """
                paused: true
                h2o: {resources: {memory: 4Gi}}
                """);
        Thread.sleep(2_000);
        client.services()
                .inNamespace(platforms.namespace())
                .withName("held-h2o")
                .delete();
        Thread.sleep(6_000);
        assertThat(platforms.condition("held", "Paused")).get().matches(paused -> paused.getStatus()
                .equals("True"));
        assertThat(platforms.children("held")).doesNotContainKey("Service/held-h2o");
        assertThat(command("held")).contains("-Xmx1536m");

        platforms.respec("held", "h2o: {resources: {memory: 2560Mi}}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platforms.children("held").containsKey("Service/held-h2o"));
    }

    private static void awaitMade(String name) {
        await("StatefulSets of " + name)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> generations(name).size() == 3);
    }

    /** Versions of what no controller of Kubernetes itself writes to. */
    private static Map<String, Long> generations(String name) {
        var sets = client.apps()
                .statefulSets()
                .inNamespace(platforms.namespace())
                .withLabel("plumbline.dev/platform", name)
                .list()
                .getItems();
        return sets.stream().collect(Collectors.toMap(set -> set.getMetadata().getName(), set -> set.getMetadata()
                .getGeneration()));
    }

    private static List<String> command(String name) {
        return List.copyOf(platforms
                .h2o(name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getCommand());
    }

    private static PersistentVolumeClaim claim(String platform) {
        return client.persistentVolumeClaims()
                .inNamespace(platforms.namespace())
                .withName("data-" + platform + "-pg-0")
                .get();
    }

    private static Secret secret(String name) {
        return client.secrets()
                .inNamespace(platforms.namespace())
                .withName(name)
                .get();
    }
}
