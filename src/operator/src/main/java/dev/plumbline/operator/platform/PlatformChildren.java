package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.operator.children.PlannedDependent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;

/** The kinds that a platform's plan is made of. */
final class PlatformChildren {

    private PlatformChildren() {}

    @Ignore
    abstract static class OfPlatform<R extends HasMetadata> extends PlannedDependent<R, MlPlatform> {
        OfPlatform(Class<R> type) {
            super(type);
        }
    }

    static class ServiceAccounts extends OfPlatform<ServiceAccount> {
        ServiceAccounts() {
            super(ServiceAccount.class);
        }
    }

    static class Roles extends OfPlatform<Role> {
        Roles() {
            super(Role.class);
        }
    }

    static class RoleBindings extends OfPlatform<RoleBinding> {
        RoleBindings() {
            super(RoleBinding.class);
        }
    }

    static class ConfigMaps extends OfPlatform<ConfigMap> {
        ConfigMaps() {
            super(ConfigMap.class);
        }
    }

    static class Services extends OfPlatform<Service> {
        Services() {
            super(Service.class);
        }
    }

    static class NetworkPolicies extends OfPlatform<NetworkPolicy> {
        NetworkPolicies() {
            super(NetworkPolicy.class);
        }
    }

    static class PodDisruptionBudgets extends OfPlatform<PodDisruptionBudget> {
        PodDisruptionBudgets() {
            super(PodDisruptionBudget.class);
        }
    }

    static class StatefulSets extends OfPlatform<StatefulSet> {
        StatefulSets() {
            super(StatefulSet.class);
        }
    }
}
