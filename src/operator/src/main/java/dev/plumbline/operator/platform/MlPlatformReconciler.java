package dev.plumbline.operator.platform;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.operator.Failures;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.operator.observation.H2oCloud;
import dev.plumbline.operator.observation.PatroniCluster;
import dev.plumbline.operator.observation.PlatformObserver;
import dev.plumbline.operator.observation.PodClient;
import dev.plumbline.operator.platform.PlatformApplier.Applied;
import dev.plumbline.plan.Component;
import dev.plumbline.plan.Images;
import dev.plumbline.plan.Names;
import dev.plumbline.plan.PlatformPlan;
import dev.plumbline.plan.PlatformPlanner;
import dev.plumbline.plan.Surroundings;
import dev.plumbline.plan.ValidPlatform;
import dev.plumbline.plan.ValidPlatforms;
import dev.plumbline.status.Observed;
import dev.plumbline.status.Observed.CloudChange;
import dev.plumbline.status.PlatformStatuses;
import dev.plumbline.views.Enforcement;
import dev.plumbline.views.PlanSubject;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks one platform from its spec to its status. */
@ControllerConfiguration(
        name = "mlplatform",
        fieldManager = "plumbline-operator",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 3, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
// A writer that fights for our fields does not make us fight as fast as it can. Four, since a repair, what it
// changes and what that starts are some looks in a row; per second and not per five, since a repair waits for the
// end of a used span.
@RateLimited(maxReconciliations = 4, within = 1)
@Workflow(
        explicitInvocation = true,
        dependents = {
            @Dependent(name = "serviceaccounts", type = PlatformChildren.ServiceAccounts.class),
            @Dependent(name = "roles", type = PlatformChildren.Roles.class),
            // The API server holds a binding against the role that it names.
            @Dependent(name = "rolebindings", type = PlatformChildren.RoleBindings.class, dependsOn = "roles"),
            @Dependent(name = "configmaps", type = PlatformChildren.ConfigMaps.class),
            @Dependent(name = "services", type = PlatformChildren.Services.class),
            @Dependent(name = "networkpolicies", type = PlatformChildren.NetworkPolicies.class),
            @Dependent(name = "poddisruptionbudgets", type = PlatformChildren.PodDisruptionBudgets.class),
            @Dependent(
                    name = "statefulsets",
                    type = PlatformChildren.StatefulSets.class,
                    dependsOn = {"rolebindings", "serviceaccounts", "configmaps", "services", "networkpolicies"})
        })
public class MlPlatformReconciler implements Reconciler<MlPlatform> {

    private static final Logger LOG = LoggerFactory.getLogger(MlPlatformReconciler.class);

    private final Surroundings surroundings;
    private final PlatformApplier applier;
    private final PlatformObserver observer;
    private final CloudKeeper cloudKeeper;
    private final PatroniKeeper patroniKeeper;
    private final PlatformReport report;
    private final Clock clock;

    @Inject
    MlPlatformReconciler(
            KubernetesClient client,
            OperatorSettings settings,
            PlatformObserver observer,
            PodClient pods,
            EventRecorder events,
            Clock clock) {
        OperatorSettings.Image image = settings.image();
        this.surroundings = new Surroundings(
                new Images(image.h2o(), image.postgres(), image.redis(), image.scorer()),
                settings.operator().namespace(),
                settings.clusterDomain());
        this.applier = new PlatformApplier(client);
        this.observer = observer;
        this.cloudKeeper = new CloudKeeper(client);
        this.patroniKeeper = new PatroniKeeper(client, pods);
        this.report = new PlatformReport(events, clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, MlPlatform>> prepareEventSources(EventSourceContext<MlPlatform> context) {
        return List.of(PlatformPods.events(context));
    }

    @Override
    public UpdateControl<MlPlatform> reconcile(MlPlatform platform, Context<MlPlatform> context) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Verdicts verdicts = Policies.running().judge(PlatformSubject.running(platform, today));
        if (verdicts.blocks()) {
            return report.violated(platform, PlatformStatuses.violated(platform, verdicts, clock.instant()), context);
        }
        ValidPlatform valid = ValidPlatforms.of(platform);
        PlatformPlan plan = PlatformPlanner.plan(valid, surroundings);
        Verdicts planned = Policies.plan()
                .judge(new PlanSubject(
                        platform.getKind(),
                        platform.getMetadata(),
                        plan.objects(),
                        Enforcement.of(platform, today),
                        today));
        if (planned.blocks()) {
            return report.violated(platform, PlatformStatuses.violated(platform, planned, clock.instant()), context);
        }
        Applied applied = applier.apply(platform, valid, plan, context);
        Observed observed = look(platform, valid, applied, context);
        report.repairs(platform, applied.repaired());
        return report.of(platform, PlatformStatuses.of(platform, valid, observed, verdicts, clock.instant()), context);
    }

    private Observed look(MlPlatform platform, ValidPlatform valid, Applied applied, Context<MlPlatform> context) {
        Set<Pod> pods = context.getSecondaryResources(Pod.class);
        Set<StatefulSet> sets = context.getSecondaryResources(StatefulSet.class);
        List<Pod> members = PlatformPods.of(pods, Component.H2O);
        List<Pod> databases = PlatformPods.of(pods, Component.POSTGRES);
        PlatformObserver.Sight sight = observer.look(members, databases);
        Optional<H2oCloud> cloud = sight.cloud();
        CloudKeeper.Kept kept = sets.stream()
                .filter(set ->
                        set.getMetadata().getName().equals(Names.of(valid).h2o()))
                .findFirst()
                .map(set -> cloudKeeper.keep(platform, valid, set, members, cloud, clock.instant()))
                .orElseGet(() -> new CloudKeeper.Kept(new CloudChange.None(), false));
        int restarts = CloudKeeper.restarts(platform) + (kept.begun() ? 1 : 0);
        Optional<PatroniCluster> database = sight.database();
        return new Observed(
                PlatformSight.of(pods, sets),
                PlatformSight.of(cloud),
                PlatformSight.ofDatabase(database),
                kept.change(),
                Observed.Isolation.UNKNOWN,
                applied.repaired(),
                applied.missing(),
                applied.foreign(),
                patroniKeeper.keep(valid, databases, database),
                restarts);
    }

    /** Tried again for ever, from one second to one minute apart; what was being made stays as far as it got. */
    @Override
    public ErrorStatusUpdateControl<MlPlatform> updateErrorStatus(
            MlPlatform platform, Context<MlPlatform> context, Exception error) {
        if (Failures.isOwnerGone(error)) {
            return ErrorStatusUpdateControl.<MlPlatform>noStatusUpdate().withNoRetry();
        }
        if (Failures.isInterruption(error)) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        String message = Failures.describe(error);
        LOG.warn(
                "{}/{}: not reconciled: {}",
                platform.getMetadata().getNamespace(),
                platform.getMetadata().getName(),
                message);
        return report.failing(platform, message, context);
    }
}
