package dev.plumbline.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    @Test
    void lintsStrictly() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "replicaCont, 2, replicaCont",
        "image.tga, 1, tga",
        "certManager.enable, true, enable",
        "image.tag, latest, /image/tag",
        "images.h2o, repository/h2o, /images/h2o",
        "images.redis, repository/redis:latest, /images/redis",
        "resources.memory, 512M, /resources/memory",
        "heapPercent, 90, /heapPercent",
        "logging.level, CHATTY, /logging/level",
        "watchNamespaces[0], Not_A_Name, /watchNamespaces/0",
    })
    void refusesValuesAndNamesTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> Chart.render(Map.of(key, value))).hasMessageContaining(named);
    }

    @Test
    void everyDefaultIsInTheSchema() throws Exception {
        Map<?, ?> values = Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve("values.yaml")), Map.class);
        Map<?, ?> schema =
                Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve("values.schema.json")), Map.class);

        assertThat(keys(values)).isEqualTo(keys((Map<?, ?>) schema.get("properties")));
    }

    private static List<String> keys(Map<?, ?> map) {
        return map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !key.equals("global"))
                .sorted()
                .toList();
    }

    @Test
    void versionsAgree() throws Exception {
        Map<?, ?> chart = Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve("Chart.yaml")), Map.class);
        String project = Files.readString(Chart.ROOT.resolve("pom.xml")).replaceFirst("(?s).*?<version>", "");

        assertThat(project).startsWith(chart.get("version") + "<");
        assertThat(chart.get("appVersion")).isEqualTo(chart.get("version"));
        assertThat(environment(operator(Chart.render())))
                .containsEntry("PLUMBLINE_IMAGE_SCORER", "localhost/plumbline-scorer:" + chart.get("appVersion"));
    }

    @Test
    void splitsItsOwnMemory() {
        assertThat(operator(Chart.render()).getCommand())
                .contains("-Xms256m", "-Xmx256m", "-XX:MaxDirectMemorySize=64m");

        Container larger = operator(Chart.render(Map.of("resources.memory", "2Gi", "heapPercent", "60")));
        assertThat(larger.getCommand()).contains("-Xmx1228m");
        assertThat(larger.getResources().getLimits().get("memory"))
                .isEqualTo(larger.getResources().getRequests().get("memory"));
    }

    @Test
    void theOperatorIsRestricted() {
        Stream<PodSpec> pods = Chart.render().all(Deployment.class).stream()
                .map(deployment -> deployment.getSpec().getTemplate().getSpec());

        assertThat(pods).hasSize(1).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
    }

    @Test
    void oneReplicaAlwaysAnswersTheWebhook() {
        Deployment deployment = Chart.render().one(Deployment.class, "plumbline-operator");

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(Chart.render().all(PodDisruptionBudget.class)).hasSize(1);
        assertThat(Chart.render(Map.of("replicaCount", "1")).all(PodDisruptionBudget.class))
                .as("with one replica a budget would only block the drain")
                .isEmpty();
    }

    @Test
    void selectorsFindTheOperator() {
        Chart chart = Chart.render();
        Map<String, String> operator = chart.one(Deployment.class, "plumbline-operator")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        Stream.of(
                        chart.one(Service.class, "plumbline-webhook").getSpec().getSelector(),
                        chart.one(Service.class, "plumbline-metrics").getSpec().getSelector(),
                        chart.all(NetworkPolicy.class)
                                .getFirst()
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels(),
                        chart.all(PodDisruptionBudget.class)
                                .getFirst()
                                .getSpec()
                                .getSelector()
                                .getMatchLabels())
                .forEach(selector -> assertThat(operator).containsAllEntriesOf(selector));
    }

    @Test
    void namespaceModeGrantsNothingElsewhere() {
        Chart chart = Chart.render(Map.of("watchNamespaces[0]", "ml", "watchNamespaces[1]", "apps"));

        assertThat(environment(operator(chart))).containsEntry("PLUMBLINE_WATCH_NAMESPACES", "ml,apps");
        assertThat(chart.all(Role.class))
                .extracting(role -> role.getMetadata().getNamespace() + "/"
                        + role.getMetadata().getName())
                .contains("ml/plumbline-operator-watched", "apps/plumbline-operator-watched");
        assertThat(chart.all(ClusterRole.class)).singleElement().satisfies(role -> assertThat(role.getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getResourceNames()).containsExactly("plumbline")));

        Chart withCertManager = Chart.render(Map.of("watchNamespaces[0]", "ml", "certManager.enabled", "true"));
        assertThat(withCertManager.all(ClusterRole.class)).isEmpty();
    }

    @Test
    void certManagerTakesOverTheCertificate() {
        Chart chart = Chart.render(Map.of("certManager.enabled", "true"));

        assertThat(chart.custom("Issuer")).hasSize(1);
        assertThat(chart.custom("Certificate")).hasSize(1);
        assertThat(environment(operator(chart))).containsEntry("PLUMBLINE_WEBHOOK_CERTIFICATE_MODE", "files");
        assertThat(Chart.render(Map.of("certManager.enabled", "true", "certManager.issuerRef.name", "ours"))
                        .custom("Issuer"))
                .isEmpty();
        assertThat(Chart.render().custom("Certificate")).isEmpty();
    }

    @Test
    void monitoringIsOffUntilAskedFor() {
        assertThat(Chart.render().custom("ServiceMonitor")).isEmpty();
        assertThat(Chart.render(Map.of("metrics.serviceMonitor.enabled", "true"))
                        .custom("ServiceMonitor"))
                .hasSize(1);
    }

    @Test
    void everyObjectCarriesTheRecommendedLabels() {
        List<HasMetadata> released = Chart.render().objects().stream()
                .filter(object -> object.getMetadata().getAnnotations() == null
                        || !object.getMetadata().getAnnotations().containsKey("helm.sh/hook"))
                .toList();

        assertThat(released).isNotEmpty().allSatisfy(object -> assertThat(
                        object.getMetadata().getLabels())
                .as("%s %s", object.getKind(), object.getMetadata().getName())
                .containsEntry("app.kubernetes.io/part-of", "plumbline")
                .containsEntry("app.kubernetes.io/managed-by", "Helm"));
    }

    private static Container operator(Chart chart) {
        return chart.one(Deployment.class, "plumbline-operator")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(variable -> variable.getName(), variable -> variable.getValue()));
    }
}
