package dev.plumbline.operator.it;

import static dev.plumbline.operator.it.Rollouts.condition;
import static dev.plumbline.operator.it.Rollouts.digest;
import static dev.plumbline.operator.it.Rollouts.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.RolloutPhase;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
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

/**
 * Artifacts that must not serve, each offered to a rollout that serves under load: refused with its own reason by a real
 * Job, while every request is answered by the model before. The platform demands signatures.
 */
@OnCluster(level = Level.NODE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedArtifactE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REPOSITORY = "models/fraud";

    private static OperatorProcess operator;
    private static ModelStore store;
    private static Rollouts rollout;
    private static ScoringClient client;
    private static Load load;
    private static SigningKey keys;
    private static byte[] one;
    private static byte[] two;

    @BeforeAll
    static void start(Cluster cluster, TestNamespace in, KubernetesClient kubernetes)
            throws IOException, GeneralSecurityException {
        one = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v1"));
        two = Files.readAllBytes(ScoringClient.mojo("gbm-binomial-v2"));
        keys = SigningKey.generate();
        rollout = new Rollouts(kubernetes, in.name(), "refusing");
        client = new ScoringClient(Rollouts.MODEL, Map.of("1", "gbm-binomial-v1", "2", "gbm-binomial-v2"));
        store = new ModelStore(anyPodAddress(kubernetes));
        kubernetes.resource(keys.secret(in.name(), "signing")).create();
        kubernetes
                .resource(kubernetes
                        .getKubernetesSerialization()
                        .unmarshal("""
                        apiVersion: plumbline.dev/v1alpha1
                        kind: MlPlatform
                        metadata: {name: fraud, namespace: %s}
                        spec:
                          paused: true
                          h2o: {resources: {memory: 2560Mi}}
                          models:
                            allow: ["%s", "%s"]
                            signature: Required
                            signingKeyRef: {name: signing}
                        """.formatted(in.name(), store.http("/"), store.oci("models/")), MlPlatform.class))
                .create();
        operator = new OperatorProcess(cluster, in, Map.of()).start().awaitReady();
    }

    /** Where the packets of a Service of every cluster go. */
    private static String anyPodAddress(KubernetesClient kubernetes) {
        return kubernetes.nodes().list().getItems().getFirst().getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .findFirst()
                .orElseThrow()
                .getAddress();
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : new AutoCloseable[] {load, operator, store}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception late) {
                throw new IllegalStateException(late);
            }
        }
    }

    private static String model(String version, String uri, String digest) {
        return """
                {"name": "%s", "version": "%s", "storageUri": "%s", "digest": "%s",
                 "signature": {"keyRef": {"name": "signing"}}}""".formatted(Rollouts.MODEL, version, uri, digest);
    }

    @Test
    @Order(1)
    void aSignedModelOfARegistryIsServed() throws GeneralSecurityException {
        store.push(REPOSITORY, "1", List.of(one, keys.sign(one)));
        rollout.client()
                .resource(rollout.client()
                        .getKubernetesSerialization()
                        .unmarshal(
                                """
                                apiVersion: plumbline.dev/v1alpha1
                                kind: ModelRollout
                                metadata: {name: refusing, namespace: %s}
                                spec:
                                  platformRef: {name: fraud}
                                  model: %s
                                  serving: {replicas: {min: 1, max: 1}, resources: {memory: 512Mi}}
                                """.formatted(
                                        rollout.namespace(), model("1", store.oci(REPOSITORY + ":1"), digest(one))),
                                ModelRollout.class))
                .create();
        rollout.awaitReady(PATIENCE);
        List<String> hosts = rollout.podHosts();
        load = new Load(client, 20, () -> hosts);
    }

    @Test
    @Order(2)
    void wrongDigest() throws GeneralSecurityException {
        store.put("/two.zip", two);
        store.put("/two.zip.sig", keys.sign(two));
        refused("3", store.http("/two.zip"), "sha256:" + "0".repeat(64), "DigestMismatch", "has digest " + digest(two));
    }

    @Test
    @Order(3)
    void movedTag() throws GeneralSecurityException {
        store.push(REPOSITORY, "moved", List.of(two, keys.sign(two)));
        store.push(REPOSITORY, "moved", List.of(one, keys.sign(one)));
        refused(
                "4",
                store.oci(REPOSITORY + ":moved"),
                digest(two),
                "DigestMismatch",
                "the tag moved points to another artifact");
    }

    @Test
    @Order(4)
    void signatureOfAnotherKey() throws GeneralSecurityException {
        store.push(REPOSITORY, "forged", List.of(two, SigningKey.generate().sign(two)));
        refused("5", store.oci(REPOSITORY + ":forged"), digest(two), "SignatureInvalid", "");
    }

    @Test
    @Order(5)
    void noSignature() {
        store.push(REPOSITORY, "unsigned", List.of(two));
        refused("6", store.oci(REPOSITORY + ":unsigned"), digest(two), "SignatureInvalid", "there is no signature");
    }

    @Test
    @Order(6)
    void redirectsToMetadataAndLoopback() {
        store.redirect("/metadata.zip", "http://169.254.169.254/latest/meta-data/iam");
        store.redirect("/loopback.zip", "http://127.0.0.1:8080/");
        for (String path : List.of("/metadata.zip", "/loopback.zip")) {
            refused("7" + path.charAt(1), store.http(path), digest(two), "FetchFailed", "never fetched from");
        }
    }

    /** A webhook refuses these when they are written; they may have been stored while it was away. */
    @Test
    @Order(7)
    void metadataAndLoopbackThemselves() {
        for (String uri : List.of("http://169.254.169.254/latest/meta-data", "http://127.0.0.1:8080/m.zip")) {
            rollout.patch("{\"spec\": {\"model\": " + model("8", uri, digest(two)) + "}}");
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                ModelRollout now = rollout.get();
                assertThat(now.getStatus().observedGeneration())
                        .isEqualTo(now.getMetadata().getGeneration());
                assertThat(condition(now.getStatus(), "Ready")).isEqualTo("False/ViolationsFound");
                assertThat(message(now.getStatus(), "Ready"))
                        .contains("DEV-03")
                        .contains("an address the operator never fetches from");
                assertThat(condition(now.getStatus(), "Available")).isEqualTo("True/ServingTraffic");
            });
        }
    }

    @Test
    @Order(8)
    void whatIsInOrderTakesOverAfterAllOfThat() throws Exception {
        store.push(REPOSITORY, "2", List.of(two, keys.sign(two)));
        rollout.patch("{\"spec\": {\"model\": " + model("2", store.oci(REPOSITORY + ":2"), digest(two)) + "}}");
        rollout.awaitReady(PATIENCE);
        assertThat(client.ask(rollout.podHosts().getFirst(), 0)).isEqualTo(new ScoringClient.Answer("2", 2, ""));
        load.close();
        assertThat(load.failureKinds()).isEmpty();
        assertThat(load.answers()).hasSizeGreaterThan(200);
    }

    private static void refused(String version, String uri, String digest, String reason, String message) {
        rollout.patch("{\"spec\": {\"model\": " + model(version, uri, digest) + "}}");
        ModelRolloutStatus status = rollout.await(RolloutPhase.FAILED, PATIENCE);
        assertThat(condition(status, "ArtifactVerified")).isEqualTo("False/" + reason);
        assertThat(message(status, "ArtifactVerified")).contains(message);
        assertThat(condition(status, "Available")).isEqualTo("True/ServingTraffic");
        assertThat(status.lastFailure().reason()).isEqualTo(reason);
        assertThat(status.activeModel().version()).isEqualTo("1");
        assertThat(client.ask(rollout.podHosts().getFirst(), 0)).isEqualTo(new ScoringClient.Answer("1", 1, ""));
    }
}
