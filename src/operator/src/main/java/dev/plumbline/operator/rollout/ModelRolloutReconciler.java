package dev.plumbline.operator.rollout;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.children.Children;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.plan.Images;
import dev.plumbline.plan.InferenceNow;
import dev.plumbline.plan.InferenceObjects;
import dev.plumbline.plan.InferenceSources;
import dev.plumbline.plan.Surroundings;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.rollout.Wanted.Hold;
import dev.plumbline.status.RolloutSight;
import dev.plumbline.status.RolloutStatuses;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Walks one rollout from its spec to its status; what to do to the Pods is the machine's to decide. */
@ControllerConfiguration(
        name = "modelrollout",
        fieldManager = "plumbline-operator",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 3, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 30_000)
@Workflow(
        explicitInvocation = true,
        dependents = {
            @Dependent(name = "serviceaccounts", type = RolloutChildren.ServiceAccounts.class),
            @Dependent(name = "roles", type = RolloutChildren.Roles.class),
            @Dependent(name = "rolebindings", type = RolloutChildren.RoleBindings.class),
            @Dependent(name = "services", type = RolloutChildren.Services.class),
            @Dependent(name = "poddisruptionbudgets", type = RolloutChildren.PodDisruptionBudgets.class),
            @Dependent(name = "autoscalers", type = RolloutChildren.Autoscalers.class),
            @Dependent(
                    name = "deployments",
                    type = RolloutChildren.Deployments.class,
                    dependsOn = {"serviceaccounts", "rolebindings"})
        })
public class ModelRolloutReconciler implements Reconciler<ModelRollout> {

    /** While something moves, and when nothing does: Pods are asked, the API server hears nothing of it. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofSeconds(15);

    /** A little more than the seconds after a switch over which Pods count. */
    private static final Duration COUNTED = Duration.ofSeconds(8);

    private final KubernetesClient client;
    private final PodAdmin admin;
    private final RolloutReporter reporter;
    private final Clock clock;
    private final Surroundings surroundings;

    @Inject
    ModelRolloutReconciler(
            KubernetesClient client, OperatorSettings settings, PodAdmin admin, EventRecorder events, Clock clock) {
        this.client = client;
        this.admin = admin;
        this.reporter = new RolloutReporter(events);
        this.clock = clock;
        OperatorSettings.Image image = settings.image();
        this.surroundings = new Surroundings(
                new Images(image.h2o(), image.postgres(), image.redis(), image.scorer()),
                settings.operator().namespace(),
                "cluster.local");
    }

    @Override
    public List<EventSource<?, ModelRollout>> prepareEventSources(EventSourceContext<ModelRollout> context) {
        return RolloutEvents.sources(context);
    }

    @Override
    public UpdateControl<ModelRollout> reconcile(ModelRollout rollout, Context<ModelRollout> context) {
        Optional<MlPlatform> platform = context.getSecondaryResource(MlPlatform.class);
        Verdicts verdicts = RolloutGuard.judge(rollout, platform, RolloutEvents.neighbours(rollout, context), today());
        Optional<Hold> hold = RolloutGuard.hold(rollout, platform, verdicts);
        ValidRollout valid = ValidRollouts.of(rollout, platform);
        EpochRecord record = EpochRecord.read(client, rollout, valid);
        Optional<Deployment> deployment = context.getSecondaryResource(Deployment.class);
        if (hold.isEmpty()) {
            hold = new ModelSources(client).missing(valid, record.intent());
        }

        boolean changed = false;
        Optional<String> token = Optional.empty();
        if (!record.isForeign()) {
            token = new AdminToken(client).ensure(rollout, valid);
            boolean plannable = hold.isEmpty() && !valid.paused() && token.isPresent();
            changed = plannable && applyChildren(rollout, valid, record.intent(), deployment, context);
        }
        if (token.isEmpty()) {
            hold = Optional.of(new Hold("NameTaken", "another object has the name of the record or the token"));
        }

        Wanted wanted = Wishes.of(valid, replicas(valid, deployment), hold);
        InferencePods pods = new InferencePods(
                admin, valid.name(), context.getSecondaryResourcesAsStream(Pod.class), token.orElse(""));
        // What was just granted takes a moment to be known to the API server's authorizer, and a Pod that is refused
        // its model gives the model up. So nothing is begun in the round that changed something.
        RolloutRound.End end = new RolloutRound(record, pods, clock)
                .run(valid.namespace() + "/" + valid.name(), wanted, token.isPresent() && !changed);
        ModelRolloutStatus status = RolloutStatuses.of(new RolloutSight(
                rollout, valid, wanted, end.intent(), end.state(), end.reports(), verdicts, clock.instant()));
        boolean moving = changed
                || isCounting(end.intent())
                || (hold.isEmpty() && end.state().isProgressing());
        return reporter.report(rollout, status).rescheduleAfter(moving ? SOON : IDLE);
    }

    /** The Pods still count what clients noticed of the last switch. */
    private boolean isCounting(Intent intent) {
        return intent.settledAt()
                .filter(at -> clock.instant().isBefore(at.plus(COUNTED)))
                .isPresent();
    }

    /** @return whether anything was written */
    private boolean applyChildren(
            ModelRollout rollout,
            ValidRollout valid,
            Intent intent,
            Optional<Deployment> deployment,
            Context<ModelRollout> context) {
        InferenceNow now = InferenceNow.of(deployment);
        InferenceSources sources = InferenceSources.of(valid.model(), intent, now.mountedClaims());
        Children children = Children.plan(InferenceObjects.of(valid, surroundings, sources, now), rollout, context);
        context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
        return !children.writes().isEmpty();
    }

    private static int replicas(ValidRollout valid, Optional<Deployment> deployment) {
        return deployment
                .map(d -> d.getSpec().getReplicas())
                .orElse(valid.serving().minReplicas());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
