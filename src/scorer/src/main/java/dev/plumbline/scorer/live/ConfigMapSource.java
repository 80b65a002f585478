package dev.plumbline.scorer.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.store.FetchException;
import dev.plumbline.store.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Base64;

/** {@code configmap://<name>/<key>}: {@code binaryData} of a ConfigMap in the Pod's namespace, for small models. */
public final class ConfigMapSource implements Source {

    private final KubeApi api;

    public ConfigMapSource(KubeApi api) {
        this.api = api;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        String name = uri.getAuthority();
        String key = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (name == null || !name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") || !key.matches("[-._a-zA-Z0-9]+")) {
            throw new FetchException("a configmap URI has the form configmap://<name>/<key>");
        }
        KubeApi.Reply reply = api.configMap(name);
        if (reply.status() != 200) {
            throw new FetchException(reply.refusal(name));
        }
        JsonNode data = reply.body().path("binaryData").path(key);
        if (!data.isTextual()) {
            throw new FetchException("ConfigMap %s has no key %s under binaryData".formatted(name, key));
        }
        try {
            return new ByteArrayInputStream(Base64.getDecoder().decode(data.textValue()));
        } catch (IllegalArgumentException malformed) {
            throw new FetchException("key %s of ConfigMap %s is not base64".formatted(key, name));
        }
    }
}
