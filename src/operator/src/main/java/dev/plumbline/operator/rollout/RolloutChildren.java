package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.operator.children.PlannedDependent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;

/** The kinds that a rollout's plan is made of. ConfigMaps are not among them: the record is {@link EpochRecord}'s. */
final class RolloutChildren {

    private RolloutChildren() {}

    @Ignore
    abstract static class OfRollout<R extends HasMetadata> extends PlannedDependent<R, ModelRollout> {
        OfRollout(Class<R> type) {
            super(type);
        }
    }

    static class ServiceAccounts extends OfRollout<ServiceAccount> {
        ServiceAccounts() {
            super(ServiceAccount.class);
        }
    }

    static class Roles extends OfRollout<Role> {
        Roles() {
            super(Role.class);
        }
    }

    static class RoleBindings extends OfRollout<RoleBinding> {
        RoleBindings() {
            super(RoleBinding.class);
        }
    }

    static class Services extends OfRollout<Service> {
        Services() {
            super(Service.class);
        }
    }

    static class PodDisruptionBudgets extends OfRollout<PodDisruptionBudget> {
        PodDisruptionBudgets() {
            super(PodDisruptionBudget.class);
        }
    }

    static class Deployments extends OfRollout<Deployment> {
        Deployments() {
            super(Deployment.class);
        }
    }

    static class Autoscalers extends OfRollout<HorizontalPodAutoscaler> {
        Autoscalers() {
            super(HorizontalPodAutoscaler.class);
        }
    }
}
