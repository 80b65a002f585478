package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * {@code configmap://<name>/<key>} where no token for the API server is: a ConfigMap that is mounted at
 * {@code <root>/<name>}.
 */
public final class MountedConfigMapSource implements Source {

    private final VolumeSource mounted;

    public MountedConfigMapSource(Path root) {
        this.mounted = new VolumeSource(root, "ConfigMap");
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!path.matches("/[-._a-zA-Z0-9]+")) {
            throw new FetchException("a configmap URI has the form configmap://<name>/<key>");
        }
        return mounted.open(uri);
    }
}
