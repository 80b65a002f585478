package dev.plumbline.operator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * An owner that the cache still shows is deleted. Its children go first in some deletions and the news of it come last in
 * others: whoever makes anew what was just collected starts Pods for nobody. The API server's own controllers look the same
 * way before they adopt.
 */
public final class OwnerGone extends RuntimeException {

    private OwnerGone(HasMetadata owner) {
        super("%s %s is deleted".formatted(owner.getKind(), owner.getMetadata().getName()));
    }

    /**
     * Asks the API server and not the cache; for the few rounds that make something.
     *
     * @throws OwnerGone when there is no such object any more, or another of its name, or it is being deleted
     */
    public static void unlessLives(HasMetadata owner, KubernetesClient client) {
        HasMetadata live = client.resource(owner).get();
        if (live == null
                || live.isMarkedForDeletion()
                || !live.getMetadata().getUid().equals(owner.getMetadata().getUid())) {
            throw new OwnerGone(owner);
        }
    }
}
