package dev.plumbline.operator.rollout;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.operator.Failures;
import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.event.EventRecorder;
import dev.plumbline.operator.rollout.RolloutApplier.Applied;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.plan.ValidRollouts;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Wanted;
import dev.plumbline.rollout.Wanted.Hold;
import dev.plumbline.status.RolloutSight;
import dev.plumbline.status.RolloutStatuses;
import dev.plumbline.views.Verdicts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
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
        // Only so are the verbs heard at once: they are annotations, see RolloutNews.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = RolloutNews.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 3, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 30_000)
@Workflow(
        explicitInvocation = true,
        dependents = {
            @Dependent(name = "serviceaccounts", type = RolloutChildren.ServiceAccounts.class),
            @Dependent(name = "roles", type = RolloutChildren.Roles.class),
            // The API server holds a binding against the role that it names.
            @Dependent(name = "rolebindings", type = RolloutChildren.RoleBindings.class, dependsOn = "roles"),
            @Dependent(name = "services", type = RolloutChildren.Services.class),
            @Dependent(name = "poddisruptionbudgets", type = RolloutChildren.PodDisruptionBudgets.class),
            @Dependent(name = "autoscalers", type = RolloutChildren.Autoscalers.class),
            @Dependent(
                    name = "deployments",
                    type = RolloutChildren.Deployments.class,
                    dependsOn = {"serviceaccounts", "rolebindings"})
        })
public class ModelRolloutReconciler implements Reconciler<ModelRollout> {

    private final KubernetesClient client;
    private final PodAdmin admin;
    private final Prometheus prometheus;
    private final RolloutApplier applier;
    private final RolloutReporter reporter;
    private final WarningEvents warnings;
    private final Clock clock;

    @Inject
    ModelRolloutReconciler(
            KubernetesClient client,
            OperatorSettings settings,
            PodAdmin admin,
            Prometheus prometheus,
            EventRecorder events,
            Clock clock) {
        this.client = client;
        this.admin = admin;
        this.prometheus = prometheus;
        this.applier = new RolloutApplier(settings);
        this.reporter = new RolloutReporter(events);
        this.warnings = WarningEvents.of(client, clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, ModelRollout>> prepareEventSources(EventSourceContext<ModelRollout> context) {
        return RolloutEvents.sources(context);
    }

    @Override
    public UpdateControl<ModelRollout> reconcile(ModelRollout rollout, Context<ModelRollout> context) {
        Optional<MlPlatform> platform = context.getSecondaryResource(MlPlatform.class);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Verdicts verdicts = RolloutGuard.judge(rollout, platform, RolloutEvents.neighbours(rollout, context), today);
        Optional<ValidRollout> readable = ValidRollouts.readable(rollout, platform);
        if (readable.isEmpty()) {
            reporter.report(rollout, RolloutStatuses.unreadable(rollout, verdicts, clock.instant()), context);
            return UpdateControl.<ModelRollout>noUpdate().rescheduleAfter(Pace.IDLE);
        }

        ValidRollout valid = readable.get();
        Optional<Hold> hold = RolloutGuard.hold(rollout, platform, verdicts);
        EpochRecord record =
                EpochRecord.read(client, rollout, valid, Wishes.remembered(rollout, valid, clock.instant()));
        Optional<String> token = record.isForeign() ? Optional.empty() : new AdminToken(client).ensure(rollout, valid);
        RolloutDeployments before = RolloutDeployments.of(valid, context);
        Intent intent = record.intent(before.routed());
        Optional<ModelVersion> model = Optional.empty();
        Applied applied = Applied.nothing();
        if (token.isEmpty()) {
            hold = Optional.of(new Hold("NameTaken", "the name of the record or the token belongs to another object"));
        } else if (hold.isEmpty()) {
            hold = new ModelSources(client).missing(valid, intent);
            model = hold.isEmpty() ? Optional.of(valid.model()) : Optional.empty();
            // Without its first model there is nothing to run; what serves is held to the plan while a new one is
            // awaited. A switch that was written is finished also while paused.
            boolean moves = !valid.paused() || before.routed() != intent.sides().live();
            if (moves && (hold.isEmpty() || intent.active().isPresent())) {
                applied = applier.apply(rollout, platform.get(), valid, intent, model, today, context);
                hold = hold.or(applied::hold);
            }
        }

        RolloutDeployments now = RolloutDeployments.of(valid, context);
        Wanted wanted = Wishes.of(valid, now.of(intent.sides().live()), hold).asking(Wishes.verbs(rollout));
        if (platform.isPresent()) {
            wanted = wanted.from(applier.template(valid, intent, model, now));
        }
        InferencePods pods = new InferencePods(
                admin, valid.name(), context.getSecondaryResourcesAsStream(Pod.class), token.orElse(""));
        InferenceTroubles troubles = InferenceTroubles.of(now, pods.found(), warnings);
        // A right that was just granted is not yet known to every authorizer, and a Pod that may not read its model
        // tries again ten seconds later only: so nothing is begun in a round that granted one.
        RolloutRound.End end = new RolloutRound(
                        record,
                        pods,
                        new VerifyJobs(client, applier.verifyImage(), rollout, valid, warnings),
                        prometheus,
                        now.routed(),
                        troubles,
                        clock)
                .run(valid.namespace() + "/" + valid.name(), wanted, token.isPresent() && !applied.granted());
        ModelRolloutStatus status = RolloutStatuses.of(new RolloutSight(
                rollout,
                valid,
                wanted,
                end.intent(),
                end.state(),
                end.live(),
                end.standby(),
                troubles.seenFrom(end.intent().sides().live()),
                verdicts,
                clock.instant()));
        // Nobody has switched yet, and a moment later there is an outcome to tell.
        if (end.intent().switchingAt(clock.instant()).isEmpty()) {
            reporter.report(rollout, status, context);
        }
        Duration pause = new Pace(clock.instant()).next(applied.changed(), hold, end, status.conditions());
        return UpdateControl.<ModelRollout>noUpdate().rescheduleAfter(pause);
    }

    @Override
    public ErrorStatusUpdateControl<ModelRollout> updateErrorStatus(
            ModelRollout rollout, Context<ModelRollout> context, Exception error) {
        if (Failures.isOwnerGone(error)) {
            return ErrorStatusUpdateControl.<ModelRollout>noStatusUpdate().withNoRetry();
        }
        reporter.failed(rollout, error, clock.instant(), context);
        return ErrorStatusUpdateControl.noStatusUpdate();
    }
}
