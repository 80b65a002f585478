package dev.plumbline.operator.it;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformStatus;
import dev.plumbline.plan.Labels;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Platforms of one namespace, and what the operator made of them. */
record Platforms(KubernetesClient client, String namespace) {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ServiceAccount.class,
            Role.class,
            RoleBinding.class,
            ConfigMap.class,
            Service.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            StatefulSet.class);

    /** Nothing named but the memory: the smallest platform there is. */
    MlPlatform createSmallest(String name) {
        return create(name, "h2o: {resources: {memory: 2560Mi}}");
    }

    MlPlatform create(String name, String spec) {
        return client.resource(parse(name, spec)).create();
    }

    MlPlatform parse(String name, String spec) {
        MlPlatform platform = client.getKubernetesSerialization()
                .unmarshal(
                        """
                        apiVersion: plumbline.dev/v1alpha1
                        kind: MlPlatform
                        metadata: {name: %s, namespace: %s}
                        spec:
                          %s
                        """.formatted(name, namespace, spec.stripTrailing().replace("\n", "\n  ")), MlPlatform.class);
        return platform;
    }

    /** Replaces the spec, whatever version the object has by now: the operator writes its status meanwhile. */
    void respec(String name, String spec) {
        String wanted =
                client.getKubernetesSerialization().asJson(parse(name, spec).getSpec());
        patch(name, PatchType.JSON, "[{\"op\": \"replace\", \"path\": \"/spec\", \"value\": %s}]".formatted(wanted));
    }

    void annotate(String name, String key, String value) {
        patch(name, PatchType.JSON_MERGE, "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(key, value));
    }

    private void patch(String name, PatchType type, String change) {
        client.resources(MlPlatform.class).inNamespace(namespace).withName(name).patch(PatchContext.of(type), change);
    }

    MlPlatform get(String name) {
        return client.resources(MlPlatform.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    Optional<Condition> condition(String name, String type) {
        return Optional.ofNullable(get(name))
                .map(MlPlatform::getStatus)
                .map(MlPlatformStatus::conditions)
                .orElse(List.of())
                .stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    StatefulSet h2o(String name) {
        return client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(name + "-h2o")
                .get();
    }

    /** Every child by kind and name, with its version. */
    Map<String, String> children(String platform) {
        var found = new TreeMap<String, String>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            client.resources(kind)
                    .inNamespace(namespace)
                    .withLabel(Labels.PLATFORM, platform)
                    .list()
                    .getItems()
                    .forEach(child -> found.put(
                            child.getKind() + "/" + child.getMetadata().getName(),
                            child.getMetadata().getResourceVersion()));
        }
        return found;
    }
}
