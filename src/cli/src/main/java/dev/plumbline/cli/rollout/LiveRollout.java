package dev.plumbline.cli.rollout;

import dev.plumbline.api.ModelRollout;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.function.Supplier;

/** A rollout behind the API server. */
final class LiveRollout implements Rollout {

    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    private final Resource<ModelRollout> resource;
    private final String named;

    LiveRollout(KubernetesClient client, String namespace, String name) {
        this.resource =
                client.resources(ModelRollout.class).inNamespace(namespace).withName(name);
        this.named = namespace + "/" + name;
    }

    @Override
    public String named() {
        return named;
    }

    @Override
    public ModelRollout read() {
        ModelRollout found = told(resource::get);
        if (found == null) {
            throw new NotReached("there is no ModelRollout " + named);
        }
        return found;
    }

    @Override
    public void annotate(String key, String value) {
        patch(Rollout.annotation(key, value));
    }

    @Override
    public void pause(boolean paused) {
        patch(Map.of("spec", Map.of("paused", paused)));
    }

    private void patch(Map<String, Object> fields) {
        told(() -> resource.patch(MERGE, Serialization.asJson(fields)));
    }

    private <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failed) {
            throw new NotReached(
                    switch (failed.getCode()) {
                        case HttpURLConnection.HTTP_NOT_FOUND -> "there is no ModelRollout " + named;
                        case HttpURLConnection.HTTP_FORBIDDEN ->
                            "you may not do this to " + named + ": it takes get and patch on modelrollouts of group"
                                    + " plumbline.dev, which the role edit of the namespace grants";
                        case HttpURLConnection.HTTP_UNAUTHORIZED -> "the API server does not know you; log in again";
                        default ->
                            failed.getStatus() == null
                                    ? "the API server does not answer; is the right context chosen?"
                                    : failed.getStatus().getMessage();
                    });
        }
    }
}
