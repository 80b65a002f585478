package dev.plumbline.operator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What one reconcile wants to exist and what came of it. The reconciler puts it into the context, the dependents (one
 * per Kubernetes kind, running in parallel) read their part and write down what they had to do.
 */
public final class Children {

    private static final String KEY = Children.class.getName();

    private final List<HasMetadata> desired;
    private final HasMetadata owner;
    private final ConcurrentLinkedQueue<Foreign> foreign = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();
    private boolean ownerLives;

    private Children(List<? extends HasMetadata> desired, HasMetadata owner) {
        this.desired = List.copyOf(desired);
        this.owner = owner;
    }

    /** An object that has a planned name and is not ours: it is left alone. */
    public record Foreign(String kind, String name, String owner) {
        /** As {@code Service/fraud-redis}. */
        public String child() {
            return kind + "/" + name;
        }
    }

    /**
     * A write to a child.
     *
     * @param drifted somebody else had changed or removed it; otherwise it is the plan that changed
     */
    public record Write(Act act, String kind, String name, boolean drifted) {
        /** As {@code StatefulSet/fraud-h2o}. */
        public String child() {
            return kind + "/" + name;
        }

        public enum Act {
            CREATED,
            UPDATED,
            DELETED
        }
    }

    /**
     * Makes {@code desired} the wish of this reconcile. Each object gets {@code owner} as its controller, so that the
     * garbage collector removes it with its owner; the plan cannot know the owner's UID.
     */
    public static Children plan(List<? extends HasMetadata> desired, HasMetadata owner, Context<?> context) {
        OwnerReference reference = reference(owner);
        desired.forEach(child -> child.getMetadata().setOwnerReferences(List.of(reference)));
        var children = new Children(desired, owner);
        context.managedWorkflowAndDependentResourceContext().put(KEY, children);
        return children;
    }

    /** What makes an object ours: by UID, so that a namesake of a deleted owner is a stranger. */
    public static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    static Children of(Context<?> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(KEY, Children.class);
    }

    <R extends HasMetadata> Map<ResourceID, R> ofType(Class<R> type) {
        var mine = new LinkedHashMap<ResourceID, R>();
        desired.stream().filter(type::isInstance).map(type::cast).forEach(r -> mine.put(ResourceID.fromResource(r), r));
        return mine;
    }

    /**
     * Asked once a round, by the first dependent that is to make something.
     *
     * @throws OwnerGone when nothing is to be made any more
     */
    synchronized void requireOwner(KubernetesClient client) {
        if (!ownerLives) {
            OwnerGone.unlessLives(owner, client);
            ownerLives = true;
        }
    }

    void foreign(HasMetadata found, String owner) {
        foreign.add(new Foreign(found.getKind(), found.getMetadata().getName(), owner));
    }

    void wrote(Write.Act act, HasMetadata object, boolean drifted) {
        writes.add(new Write(act, object.getKind(), object.getMetadata().getName(), drifted));
    }

    public List<Foreign> foreign() {
        return List.copyOf(foreign);
    }

    public List<Write> writes() {
        return List.copyOf(writes);
    }
}
