package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.plumbline.testcluster.Cluster;
import dev.plumbline.testcluster.Level;
import dev.plumbline.testcluster.OnCluster;
import dev.plumbline.testcluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart, installed for one namespace of its own beside whatever runs in the cluster: the operator comes up under
 * the rights of the chart and the restricted Pod security standard, and its webhook answers the API server.
 */
@OnCluster(level = Level.NODE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChartE2E {

    private static final int START_SECONDS = 240;

    private KubernetesClient client;
    private Cluster cluster;
    private String namespace;
    /** Cluster-wide names are made of it, so it is as unique as the namespace. */
    private String release;

    @BeforeAll
    void nameTheRelease(KubernetesClient client, Cluster cluster, TestNamespace namespace) {
        this.client = client;
        this.cluster = cluster;
        this.namespace = namespace.name();
        release = "t" + namespace.name().substring(namespace.name().lastIndexOf('-') + 1);
    }

    static List<Example> accepted() {
        return Example.accepted();
    }

    static List<Example> rejected() {
        return Example.rejected();
    }

    @Test
    @Order(1)
    void installs() {
        new Helm(Chart.FOLDER)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .withKubeConfigContents(cluster.kubeconfig())
                .skipCrds()
                .set("watchNamespaces[0]", namespace)
                .waitReady()
                .withTimeout(START_SECONDS)
                .call();

        assertThat(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(release + "-plumbline-operator")
                        .get()
                        .getStatus()
                        .getReadyReplicas())
                .isEqualTo(2);
    }

    @Test
    @Order(2)
    void passesItsOwnTest() {
        assertThat(Helm.test(release)
                        .withNamespace(namespace)
                        .withKubeConfigContents(cluster.kubeconfig())
                        .withTimeout(START_SECONDS)
                        .call()
                        .getStatus())
                .isEqualTo("deployed");
    }

    /** Paused, so that rollouts have a platform to name and no Pod is started for it. */
    @Test
    @Order(3)
    void acceptsAPlatform() {
        GenericKubernetesResource platform =
                new Example(Chart.ROOT.resolve("examples/platform.yaml")).as(GenericKubernetesResource.class);
        platform.<Map<String, Object>>get("spec").put("paused", true);

        assertThat(client.resource(platform)
                        .inNamespace(namespace)
                        .create()
                        .getMetadata()
                        .getUid())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @Order(4)
    void accepts(Example example) {
        client.resource(example.as(GenericKubernetesResource.class))
                .inNamespace(namespace)
                .dryRun()
                .serverSideApply();
    }

    @ParameterizedTest
    @MethodSource("rejected")
    @Order(5)
    void refusesWithTheIdOfTheRule(Example example) {
        assertThatThrownBy(() -> client.resource(example.as(GenericKubernetesResource.class))
                        .inNamespace(namespace)
                        .dryRun()
                        .create())
                .isInstanceOf(KubernetesClientException.class)
                .satisfies(refusal ->
                        assertThat(Example.rulesIn(refusal.getMessage())).containsExactly(example.rule()));
    }

    @Test
    @Order(6)
    void keepsTheAuthorityOverAnUpgrade() {
        List<String> before = authorities();

        new Helm(Chart.FOLDER)
                .upgrade()
                .withName(release)
                .withNamespace(namespace)
                .withKubeConfigContents(cluster.kubeconfig())
                .skipCrds()
                .reuseValues()
                // Of no consequence for the Pods: what is under test is the webhook's configuration.
                .set("serviceAccount.annotations.upgraded", "once")
                .call();

        assertThat(before).hasSize(2).doesNotContainNull().doesNotContain("");
        assertThat(authorities()).isEqualTo(before);
    }

    @Test
    @Order(7)
    void goesWithoutATraceInTheCluster() {
        Helm.uninstall(release)
                .withNamespace(namespace)
                .withKubeConfigContents(cluster.kubeconfig())
                .call();

        assertThat(client.rbac()
                        .clusterRoles()
                        .withName(release + "-plumbline-operator")
                        .get())
                .isNull();
        assertThat(client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName(release + "-plumbline")
                        .get())
                .isNull();
    }

    private List<String> authorities() {
        return client
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(release + "-plumbline")
                .get()
                .getWebhooks()
                .stream()
                .map(webhook -> webhook.getClientConfig().getCaBundle())
                .toList();
    }
}
