package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.children.Children;
import dev.plumbline.plan.Images;
import dev.plumbline.plan.PlatformPlan;
import dev.plumbline.plan.PlatformPlanner;
import dev.plumbline.plan.Surroundings;
import dev.plumbline.plan.ValidPlatform;
import dev.plumbline.plan.ValidPlatforms;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/** Walks one platform from its spec to its status. */
@ControllerConfiguration(
        name = "mlplatform",
        fieldManager = "plumbline-operator",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 3, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
@Workflow(
        explicitInvocation = true,
        dependents = {
            @Dependent(name = "serviceaccounts", type = PlatformChildren.ServiceAccounts.class),
            @Dependent(name = "roles", type = PlatformChildren.Roles.class),
            @Dependent(name = "rolebindings", type = PlatformChildren.RoleBindings.class),
            @Dependent(name = "configmaps", type = PlatformChildren.ConfigMaps.class),
            @Dependent(name = "services", type = PlatformChildren.Services.class),
            @Dependent(name = "networkpolicies", type = PlatformChildren.NetworkPolicies.class),
            @Dependent(name = "poddisruptionbudgets", type = PlatformChildren.PodDisruptionBudgets.class),
            @Dependent(
                    name = "statefulsets",
                    type = PlatformChildren.StatefulSets.class,
                    dependsOn = {"serviceaccounts", "configmaps", "services", "networkpolicies"})
        })
public class MlPlatformReconciler implements Reconciler<MlPlatform> {

    private final PlatformSecrets secrets;
    private final Surroundings surroundings;

    @Inject
    MlPlatformReconciler(KubernetesClient client, OperatorSettings settings) {
        this.secrets = new PlatformSecrets(client);
        OperatorSettings.Image image = settings.image();
        this.surroundings = new Surroundings(
                new Images(image.h2o(), image.postgres(), image.redis(), image.scorer()),
                settings.operator().namespace(),
                "cluster.local");
    }

    @Override
    public UpdateControl<MlPlatform> reconcile(MlPlatform platform, Context<MlPlatform> context) {
        ValidPlatform valid = ValidPlatforms.of(platform);
        PlatformPlan plan = PlatformPlanner.plan(valid, surroundings);
        secrets.ensure(platform, valid);
        Children.plan(plan.objects(), platform, context);
        context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
        return UpdateControl.noUpdate();
    }
}
