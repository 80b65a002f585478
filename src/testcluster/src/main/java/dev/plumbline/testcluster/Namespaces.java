package dev.plumbline.testcluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes and deletes the namespaces of tests. */
final class Namespaces {

    /** The controller manager makes it within a second; a Pod before it would be refused. */
    private static final Duration SERVICE_ACCOUNT = Duration.ofSeconds(30);

    private Namespaces() {}

    static void create(KubernetesClient client, TestNamespace namespace, String podSecurity) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace.name())
                        .addToLabels("plumbline.dev/test", "true")
                        .addToLabels("pod-security.kubernetes.io/enforce", podSecurity)
                        .endMetadata()
                        .build())
                .create();
        client.serviceAccounts()
                .inNamespace(namespace.name())
                .withName("default")
                .waitUntilCondition(account -> account != null, SERVICE_ACCOUNT.toSeconds(), TimeUnit.SECONDS);
    }

    /** A quota of no Pods: controllers make everything else, as they do where no node is. */
    static void forbidPods(KubernetesClient client, TestNamespace namespace) {
        var quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("no-pods")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("0"))
                .endSpec()
                .build();
        client.resourceQuotas().inNamespace(namespace.name()).resource(quota).create();
    }

    /** Does not wait: the next class has a namespace of its own. */
    static void delete(KubernetesClient client, TestNamespace namespace) {
        client.namespaces().withName(namespace.name()).delete();
    }
}
