package dev.plumbline.testcluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes and deletes the namespaces of tests. */
final class Namespaces {

    /** For what the controller manager does within a second. */
    private static final Duration CONTROLLERS = Duration.ofSeconds(30);

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
        // A Pod before it would be refused.
        client.serviceAccounts()
                .inNamespace(namespace.name())
                .withName("default")
                .waitUntilCondition(account -> account != null, CONTROLLERS.toSeconds(), TimeUnit.SECONDS);
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
        // Until the API server knows of it, which is some time after it has said so, Pods would still be let in.
        client.resourceQuotas()
                .inNamespace(namespace.name())
                .withName("no-pods")
                .waitUntilCondition(
                        known -> known != null
                                && known.getStatus() != null
                                && known.getStatus().getHard() != null
                                && known.getStatus().getHard().containsKey("pods"),
                        CONTROLLERS.toSeconds(),
                        TimeUnit.SECONDS);
    }

    /** Does not wait: the next class has a namespace of its own. */
    static void delete(KubernetesClient client, TestNamespace namespace) {
        client.namespaces().withName(namespace.name()).delete();
    }
}
