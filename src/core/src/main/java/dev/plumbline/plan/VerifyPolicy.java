package dev.plumbline.plan;

import dev.plumbline.rollout.ModelVersion;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the Pod of a {@link VerifyJob} may reach: nothing for a model that is mounted, the name server and the ports of the
 * model store for one that is fetched. A policy knows addresses and no names, so a store that is given by its name is
 * held to its port; which hosts may be asked is the command's own check, by the platform's list.
 */
public final class VerifyPolicy {

    private static final Set<String> MOUNTED = Set.of("pvc", "configmap");
    private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";

    private VerifyPolicy() {}

    public static NetworkPolicy of(ValidRollout rollout, ModelVersion model) {
        return new NetworkPolicyBuilder()
                .withMetadata(InferenceObjects.meta(rollout, new InferenceNames(rollout.name()).verify()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Labels.ROLLOUT, rollout.name(), Labels.COMPONENT, Component.VERIFY.label()))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withEgress(egress(rollout, model.storageUri()))
                .endSpec()
                .build();
    }

    private static List<NetworkPolicyEgressRule> egress(ValidRollout rollout, String uri) {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        if (MOUNTED.contains(scheme)) {
            return List.of();
        }
        int[] ports = ports(rollout, uri);
        String host = host(uri);
        NetworkPolicyEgressRule store = NetworkRules.anywhere(ports);
        return host.matches(IPV4)
                ? List.of(new NetworkPolicyEgressRuleBuilder(store)
                        .addNewTo()
                        .withNewIpBlock()
                        .withCidr(host + "/32")
                        .endIpBlock()
                        .endTo()
                        .build())
                : List.of(NetworkRules.dns(), store);
    }

    /** A redirect may lead to the usual ports, and an S3 endpoint stands only in the platform's list. */
    private static int[] ports(ValidRollout rollout, String uri) {
        SortedSet<Integer> ports = new TreeSet<>(Set.of(80, 443));
        Stream.concat(Stream.of(uri), rollout.storesAllowed().stream())
                .map(VerifyPolicy::port)
                .filter(port -> port > 0)
                .forEach(ports::add);
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int port(String uri) {
        try {
            return URI.create(uri).getPort();
        } catch (IllegalArgumentException unreadable) {
            return -1;
        }
    }

    private static String host(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
