package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What Patroni may do at the API server: hold its lease and state in four Endpoints, and mark its own Pods with their
 * role. Names bound every right that Kubernetes lets names bound; create, list and watch cannot be.
 */
final class PostgresAccess {
    private PostgresAccess() {}

    static List<HasMetadata> of(ValidPlatform platform, Names names, Map<String, String> labels) {
        return List.of(
                account(platform, names, labels), role(platform, names, labels), binding(platform, names, labels));
    }

    private static ServiceAccount account(ValidPlatform platform, Names names, Map<String, String> labels) {
        return new ServiceAccountBuilder()
                .withMetadata(Services.meta(platform, names.postgres(), labels))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    private static Role role(ValidPlatform platform, Names names, Map<String, String> labels) {
        List<String> stores =
                List.of(names.postgres(), names.patroniConfig(), names.patroniFailover(), names.patroniSync());
        List<String> pods = IntStream.range(0, platform.postgres().instances())
                .mapToObj(ordinal -> Names.pod(names.postgres(), ordinal))
                .toList();
        return new RoleBuilder()
                .withMetadata(Services.meta(platform, names.postgres(), labels))
                .withRules(
                        rule("endpoints", List.of(), "create", "list", "watch"),
                        rule("endpoints", stores, "get", "patch", "update"),
                        rule("pods", List.of(), "list", "watch"),
                        rule("pods", pods, "get", "patch"))
                .build();
    }

    private static PolicyRule rule(String resource, List<String> names, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources(resource)
                .withResourceNames(names)
                .withVerbs(verbs)
                .build();
    }

    private static RoleBinding binding(ValidPlatform platform, Names names, Map<String, String> labels) {
        return new RoleBindingBuilder()
                .withMetadata(Services.meta(platform, names.postgres(), labels))
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("Role")
                .withName(names.postgres())
                .endRoleRef()
                .withSubjects(new SubjectBuilder()
                        .withKind("ServiceAccount")
                        .withName(names.postgres())
                        .withNamespace(platform.namespace())
                        .build())
                .build();
    }
}
