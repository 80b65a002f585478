package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart's admission policy on a real API server: SCN-03 holds in production while no operator runs. */
@OnCluster
class PolicyIT {

    private final KubernetesClient client;
    private final String namespace;
    private final List<HasMetadata> created = new ArrayList<>();

    PolicyIT(KubernetesClient client, TestNamespace namespace) {
        this.client = client;
        this.namespace = namespace.name();
    }

    /** Under a name of its own and for this namespace only, since the cluster may have an installed release. */
    @BeforeEach
    void installThePolicyAlone() {
        Chart chart = Chart.render(Map.of("watchNamespaces[0]", namespace));
        var policy = chart.one(ValidatingAdmissionPolicy.class, "plumbline");
        var binding = chart.one(ValidatingAdmissionPolicyBinding.class, "plumbline");
        policy.getMetadata().setName(namespace);
        binding.getMetadata().setName(namespace);
        binding.getSpec().setPolicyName(namespace);
        create(policy);
        create(binding);
    }

    @AfterEach
    void remove() {
        created.reversed().forEach(object -> client.resource(object).delete());
    }

    @Test
    void productionNeedsTwoReplicasAndDevelopmentDoesNot() {
        create(platform("grave", "production"));
        create(platform("light", "development"));

        String refusal = eventuallyRefused(rollout("grave", 1));
        assertThat(refusal)
                .contains("SCN-03 (Scenario view) replicas.min 1 leaves no pod during a node drain;"
                        + " production needs at least 2. See docs/rules/SCN-03.md");
        assertThat(refusalOf(rollout("grave", 2))).isNull();
        assertThat(refusalOf(rollout("light", 1))).isNull();
        assertThat(refusalOf(rollout("absent", 1))).isNull();
    }

    private void create(HasMetadata object) {
        created.add(client.resource(object).create());
    }

    /** A policy comes into force a moment after it is stored. */
    private String eventuallyRefused(GenericKubernetesResource rollout) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        Throwable refusal = refusalOf(rollout);
        while (refusal == null && Instant.now().isBefore(end)) {
            refusal = refusalOf(rollout);
        }
        assertThat(refusal).as("refusal within 30 s").isNotNull();
        return refusal.getMessage();
    }

    private Throwable refusalOf(GenericKubernetesResource rollout) {
        return catchThrowable(() -> client.resource(rollout).dryRun().create());
    }

    private GenericKubernetesResource platform(String name, String profile) {
        return read("""
                apiVersion: plumbline.dev/v1alpha1
                kind: MlPlatform
                metadata: {name: %s, namespace: %s}
                spec: {profile: %s, paused: true, h2o: {resources: {memory: 10Gi}}}
                """.formatted(name, namespace, profile));
    }

    private GenericKubernetesResource rollout(String platform, int replicas) {
        return read("""
                apiVersion: plumbline.dev/v1alpha1
                kind: ModelRollout
                metadata: {name: fraud-gbm, namespace: %s}
                spec:
                  platformRef: {name: %s}
                  model: {storageUri: "https://models.example.com/fraud.zip", digest: "sha256:%s"}
                  serving: {replicas: {min: %d}}
                """.formatted(namespace, platform, "9f2c".repeat(16), replicas));
    }

    private GenericKubernetesResource read(String yaml) {
        return client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }
}
