package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code pvc://<claim>/<path>}: a file on a claim that the operator mounted read-only at {@code <root>/<claim>}. */
public final class VolumeSource implements Source {

    private final Path root;
    private final String kind;

    public VolumeSource(Path root) {
        this(root, "claim");
    }

    /** @param kind what is mounted, for messages */
    VolumeSource(Path root, String kind) {
        this.root = root;
        this.kind = kind;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        String claim = uri.getAuthority();
        String path = uri.getPath();
        if (claim == null || !claim.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") || path == null || path.length() < 2) {
            throw new FetchException("a pvc URI has the form pvc://<claim>/<path>");
        }
        Path volume = root.resolve(claim);
        if (!Files.isDirectory(volume)) {
            throw new FetchException("the " + kind + " " + claim + " is not mounted in this Pod");
        }
        Path file = volume.resolve(path.substring(1));
        if (!Files.isRegularFile(file)) {
            throw new FetchException("the " + kind + " " + claim + " has no such file");
        }
        // Resolved links included: a link on the volume must not lead to the token of the Pod.
        if (!file.toRealPath().startsWith(volume.toRealPath())) {
            throw new FetchException("the path leads out of the " + kind + " " + claim);
        }
        return Files.newInputStream(file.toRealPath());
    }
}
