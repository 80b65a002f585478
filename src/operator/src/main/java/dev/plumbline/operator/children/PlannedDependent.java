package dev.plumbline.operator.children;

import dev.plumbline.operator.children.Children.Write.Act;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;
import io.javaoperatorsdk.operator.processing.dependent.CRUDKubernetesBulkDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All planned objects of one Kubernetes kind: missing ones are created, drifted ones put back, no longer planned ones
 * deleted, foreign ones (same name, another owner) reported and left alone.
 *
 * <p>Nothing is added to an object here but what {@link Children#plan} has put in: what {@code plumbline render} prints is
 * what is applied.
 */
@Ignore
public abstract class PlannedDependent<R extends HasMetadata, P extends HasMetadata>
        extends KubernetesDependentResource<R, P>
        implements CRUDKubernetesBulkDependentResource<R, P>, GarbageCollected<P> {

    private static final Logger LOG = LoggerFactory.getLogger(PlannedDependent.class);

    /** Selects what this operator made. */
    public static final String MANAGED = "app.kubernetes.io/managed-by=plumbline-operator";

    /** Server-side apply takes a create for this version only where no object is: the answer is 409 otherwise. */
    private static final String ONLY_IF_ABSENT = "1";

    protected PlannedDependent(Class<R> type) {
        super(type);
    }

    /** Only what we labelled is watched and cached; the selector keeps other people's objects out of memory. */
    @Override
    protected InformerEventSourceConfiguration.Builder<R> informerConfigurationBuilder(EventSourceContext<P> context) {
        return super.informerConfigurationBuilder(context).withLabelSelector(MANAGED);
    }

    /** Also for ConfigMaps, which the framework would otherwise replace as a whole. */
    @Override
    protected boolean useSSA(Context<P> context) {
        return true;
    }

    @Override
    public Map<ResourceID, R> desiredResources(P primary, Context<P> context) {
        Children children = Children.of(context);
        Map<ResourceID, R> known = getSecondaryResources(primary, context);
        var desired = new LinkedHashMap<ResourceID, R>();
        children.ofType(resourceType()).forEach((id, wanted) -> {
            if (known.containsKey(id) || mayCreate(wanted, primary, children, context.getClient())) {
                desired.put(id, wanted);
            }
        });
        return desired;
    }

    /** The cache shows only labelled objects and may lag, so the server is asked before something is created. */
    private boolean mayCreate(R wanted, P primary, Children children, KubernetesClient client) {
        R live = client.resource(wanted).get();
        if (live == null) {
            children.requireOwner(client);
            wanted.getMetadata().setResourceVersion(ONLY_IF_ABSENT);
            return true;
        }
        if (isOwned(live, primary)) {
            return true;
        }
        children.foreign(live, describeOwner(live));
        return false;
    }

    @Override
    public Map<ResourceID, R> getSecondaryResources(P primary, Context<P> context) {
        return context.getSecondaryResourcesAsStream(resourceType())
                .filter(child -> isOwned(child, primary))
                .collect(Collectors.toMap(ResourceID::fromResource, child -> child));
    }

    @Override
    public R create(R desired, P primary, Context<P> context) {
        R created = apply(desired, context);
        note(Act.CREATED, desired, true, context);
        return created;
    }

    @Override
    public R update(R actual, R desired, P primary, Context<P> context) {
        R updated = apply(desired, context);
        note(Act.UPDATED, desired, changedByOthers(actual, context), context);
        return updated;
    }

    private R apply(R desired, Context<P> context) {
        return context.getClient()
                .resource(desired)
                .fieldManager(context.getControllerConfiguration().fieldManager())
                .forceConflicts()
                .serverSideApply();
    }

    /** Deletes exactly the object that was read: the version is a precondition. */
    @Override
    public void deleteTargetResource(P primary, R resource, ResourceID key, Context<P> context) {
        context.getClient()
                .resource(resource)
                .lockResourceVersion(resource.getMetadata().getResourceVersion())
                .delete();
        note(Act.DELETED, resource, false, context);
    }

    private void note(Act act, R object, boolean drifted, Context<P> context) {
        Children.of(context).wrote(act, object, drifted);
        LOG.info(
                "{}/{}: {} {} {}",
                object.getMetadata().getNamespace(),
                context.getPrimaryResource().getMetadata().getName(),
                act.name().toLowerCase(Locale.ROOT),
                object.getKind(),
                object.getMetadata().getName());
    }

    /** Whether anybody but us and the controllers, which write only the status, wrote it after our last write. */
    private boolean changedByOthers(R actual, Context<P> context) {
        String us = context.getControllerConfiguration().fieldManager();
        String last = actual.getMetadata().getManagedFields().stream()
                .filter(entry -> us.equals(entry.getManager()))
                .map(ManagedFieldsEntry::getTime)
                .max(Comparator.naturalOrder())
                .orElse("");
        // RFC 3339 in UTC with whole seconds: as texts they sort as times do.
        return actual.getMetadata().getManagedFields().stream()
                .anyMatch(entry -> !us.equals(entry.getManager())
                        && entry.getSubresource() == null
                        && entry.getTime().compareTo(last) >= 0);
    }

    @Override
    protected void addMetadata(boolean forMatch, R actual, R target, P primary, Context<P> context) {
        // Nothing: the framework's owner reference and its bookkeeping annotation would not be in the plan.
    }

    static boolean isOwned(HasMetadata child, HasMetadata owner) {
        return child.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(owner.getMetadata().getUid()::equals);
    }

    private static String describeOwner(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .findFirst()
                .map(owner -> owner.getKind() + " " + owner.getName())
                .or(() -> Optional.ofNullable(object.getMetadata().getLabels())
                        .map(labels -> labels.get("app.kubernetes.io/managed-by")))
                .orElse("nobody known");
    }
}
