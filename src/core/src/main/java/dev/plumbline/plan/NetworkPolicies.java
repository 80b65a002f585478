package dev.plumbline.plan;

import static dev.plumbline.plan.NetworkRules.anywhere;
import static dev.plumbline.plan.NetworkRules.from;
import static dev.plumbline.plan.NetworkRules.namespace;
import static dev.plumbline.plan.NetworkRules.pods;
import static dev.plumbline.plan.NetworkRules.policy;
import static dev.plumbline.plan.NetworkRules.to;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything is denied to and from the Pods of the platform, and each policy after the first names one opening. The
 * inference Pods of its rollouts bear the platform's label too, so they are under the same roof.
 */
final class NetworkPolicies {
    /**
     * Where an API server listens. A policy cannot name it: it is no Pod, and its address behind the Service differs
     * from cluster to cluster.
     */
    private static final int[] API_SERVER = {443, 6443};

    private NetworkPolicies() {}

    static List<HasMetadata> of(ValidPlatform platform, Surroundings around) {
        Names names = Names.of(platform);
        return List.of(
                policy(platform, names.defaultDeny(), null, List.of(), List.of()),
                // Without a peer: the cluster's DNS may run as Pods, on the nodes, or outside.
                policy(platform, names.dns(), null, null, List.of(NetworkRules.dns())),
                h2o(platform, around, names),
                postgres(platform, around, names),
                redis(platform, around, names),
                inference(platform, around, names));
    }

    private static HasMetadata h2o(ValidPlatform platform, Surroundings around, Names names) {
        NetworkPolicyPeer peers = pods(platform, Component.H2O);
        List<NetworkPolicyIngressRule> in = new ArrayList<>();
        in.add(from(peers, Ports.H2O, Ports.H2O_INTERNAL));
        in.add(from(namespace(around.operatorNamespace()), Ports.H2O));
        in.addAll(opened(platform, Component.H2O, Ports.H2O));
        return policy(platform, names.h2o(), Component.H2O, in, List.of(to(peers, Ports.H2O, Ports.H2O_INTERNAL)));
    }

    private static HasMetadata postgres(ValidPlatform platform, Surroundings around, Names names) {
        NetworkPolicyPeer peers = pods(platform, Component.POSTGRES);
        List<NetworkPolicyIngressRule> in = new ArrayList<>();
        in.add(from(peers, Ports.POSTGRES, Ports.PATRONI));
        in.add(from(pods(platform, Component.INFERENCE), Ports.POSTGRES));
        in.add(from(namespace(around.operatorNamespace()), Ports.POSTGRES, Ports.PATRONI));
        in.addAll(opened(platform, Component.POSTGRES, Ports.POSTGRES));
        // Patroni keeps its lease at the API server.
        return policy(
                platform,
                names.postgres(),
                Component.POSTGRES,
                in,
                List.of(to(peers, Ports.POSTGRES, Ports.PATRONI), anywhere(API_SERVER)));
    }

    private static HasMetadata redis(ValidPlatform platform, Surroundings around, Names names) {
        NetworkPolicyPeer peers = pods(platform, Component.REDIS);
        List<NetworkPolicyIngressRule> in = new ArrayList<>();
        in.add(from(peers, Ports.REDIS));
        in.add(from(pods(platform, Component.INFERENCE), Ports.REDIS));
        in.add(from(namespace(around.operatorNamespace()), Ports.REDIS));
        in.addAll(opened(platform, Component.REDIS, Ports.REDIS));
        return policy(platform, names.redis(), Component.REDIS, in, List.of(to(peers, Ports.REDIS)));
    }

    /** Scoring from the named namespaces only; outwards to cache, database, API server and the model stores. */
    private static HasMetadata inference(ValidPlatform platform, Surroundings around, Names names) {
        List<NetworkPolicyIngressRule> in = new ArrayList<>();
        in.add(from(namespace(around.operatorNamespace()), Ports.INFERENCE, Ports.INFERENCE_MANAGEMENT));
        in.addAll(opened(platform, Component.INFERENCE, Ports.INFERENCE));
        int[] outside = Stream.of(
                        Arrays.stream(API_SERVER).boxed(), Stream.of(80), platform.network().storePorts().stream())
                .flatMap(each -> each)
                .distinct()
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
        List<NetworkPolicyEgressRule> out = List.of(
                to(pods(platform, Component.REDIS), Ports.REDIS),
                to(pods(platform, Component.POSTGRES), Ports.POSTGRES),
                anywhere(outside));
        return policy(platform, names.inference(), Component.INFERENCE, in, out);
    }

    private static List<NetworkPolicyIngressRule> opened(ValidPlatform platform, Component component, int... ports) {
        return platform.network().openings().stream()
                .filter(each -> each.components().contains(component))
                .map(each -> from(NetworkRules.namespaces(each.namespaces()), ports))
                .toList();
    }
}
