package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;

/** The kinds of Service and disruption budget that components are made of. None is reachable from outside the cluster. */
final class Services {
    private Services() {}

    static ObjectMeta meta(ValidPlatform platform, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withNamespace(platform.namespace())
                .withName(name)
                .withLabels(labels)
                .build();
    }

    static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .withProtocol("TCP")
                .build();
    }

    /** A Service with its own address that spreads over the ready Pods of the selector. */
    static Service cluster(ObjectMeta meta, Map<String, String> selector, ServicePort... ports) {
        return new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector)
                .withPorts(ports)
                .endSpec()
                .build();
    }

    /** Names for each Pod, published from the moment a Pod has an address: members must find each other to get ready. */
    static Service headless(ObjectMeta meta, Map<String, String> selector, ServicePort... ports) {
        return new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector)
                .withPorts(ports)
                .endSpec()
                .build();
    }

    /** A Service whose Endpoints are written by somebody else, so it has no selector. */
    static Service withoutSelector(ObjectMeta meta, ServicePort... ports) {
        return new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withType("ClusterIP")
                .withPorts(ports)
                .endSpec()
                .build();
    }

    /**
     * A Service that only exists so that Endpoints of the same name are not taken for leftovers: the endpoints
     * controller deletes Endpoints without a Service when it starts.
     */
    static Service guard(ObjectMeta meta) {
        return new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .endSpec()
                .build();
    }

    static PodDisruptionBudget budget(ObjectMeta meta, Map<String, String> selector, int maxUnavailable) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(maxUnavailable))
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withUnhealthyPodEvictionPolicy("IfHealthyBudget")
                .endSpec()
                .build();
    }
}
