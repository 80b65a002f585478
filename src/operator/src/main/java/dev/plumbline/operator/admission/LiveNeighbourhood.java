package dev.plumbline.operator.admission;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ObjectName;
import dev.plumbline.views.PlatformLookup;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Asks the API server, so that the answer is right on every replica, whether its caches are warm or not. */
@ApplicationScoped
class LiveNeighbourhood implements Neighbourhood {

    private final KubernetesClient client;

    @Inject
    LiveNeighbourhood(KubernetesClient client) {
        this.client = client;
    }

    /** A name that no object can have is not asked for: it would become another path of the API, or none. */
    @Override
    public PlatformLookup platform(String namespace, String name) {
        if (!ObjectName.isPossible(name)) {
            return new PlatformLookup.NotFound();
        }
        MlPlatform found = client.resources(MlPlatform.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return found == null ? new PlatformLookup.NotFound() : new PlatformLookup.Found(found);
    }

    @Override
    public List<ModelRollout> rollouts(String namespace) {
        return client.resources(ModelRollout.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }
}
