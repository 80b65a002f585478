package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The words that {@link NetworkPolicies} is written in. */
final class NetworkRules {
    private NetworkRules() {}

    /**
     * @param component the Pods that it is about; null for all of the platform
     * @param in what may come in; null leaves the direction to other policies, an empty list denies it
     * @param out what may go out, in the same way
     */
    static HasMetadata policy(
            ValidPlatform platform,
            String name,
            Component component,
            List<NetworkPolicyIngressRule> in,
            List<NetworkPolicyEgressRule> out) {
        Component about = component == null ? Component.PLATFORM : component;
        Map<String, String> pods = component == null
                ? Map.of(Labels.PLATFORM, platform.name())
                : Labels.selector(platform.name(), component);
        NetworkPolicyBuilder builder = new NetworkPolicyBuilder()
                .withMetadata(Services.meta(platform, name, Labels.of(platform.name(), about)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(pods)
                .endPodSelector()
                .endSpec();
        if (in != null) {
            builder.editSpec().addToPolicyTypes("Ingress").withIngress(in).endSpec();
        }
        if (out != null) {
            builder.editSpec().addToPolicyTypes("Egress").withEgress(out).endSpec();
        }
        return builder.build();
    }

    static NetworkPolicyPeer pods(ValidPlatform platform, Component component) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(platform.name(), component))
                .endPodSelector()
                .build();
    }

    static NetworkPolicyPeer namespace(String name) {
        // The API server puts this label on every namespace, and nobody can take another's name.
        return namespaces(new LabelSelectorBuilder()
                .addToMatchLabels("kubernetes.io/metadata.name", name)
                .build());
    }

    static NetworkPolicyPeer namespaces(LabelSelector selector) {
        return new NetworkPolicyPeerBuilder().withNamespaceSelector(selector).build();
    }

    static NetworkPolicyIngressRule from(NetworkPolicyPeer peer, int... ports) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(peer)
                .withPorts(tcp(ports))
                .build();
    }

    static NetworkPolicyEgressRule to(NetworkPolicyPeer peer, int... ports) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peer)
                .withPorts(tcp(ports))
                .build();
    }

    static NetworkPolicyEgressRule anywhere(int... ports) {
        return new NetworkPolicyEgressRuleBuilder().withPorts(tcp(ports)).build();
    }

    static NetworkPolicyEgressRule dns() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("UDP", Ports.DNS), port("TCP", Ports.DNS))
                .build();
    }

    private static List<NetworkPolicyPort> tcp(int... ports) {
        return Arrays.stream(ports).mapToObj(each -> port("TCP", each)).toList();
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }
}
