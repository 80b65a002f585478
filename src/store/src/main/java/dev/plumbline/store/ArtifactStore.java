package dev.plumbline.store;

import static dev.plumbline.mojo.Refusal.Reason.FetchFailed;

import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fetches artifacts into the Pod's own directory, by digest. A copy from before a restart is used again after its digest
 * was checked anew, so a restart does not depend on the model store.
 */
public final class ArtifactStore {

    private static final System.Logger LOG = System.getLogger(ArtifactStore.class.getName());

    private final Path folder;
    private final long maxBytes;
    private final Map<String, Source> sources;

    /** @param sources by URI scheme; any other scheme is refused */
    public ArtifactStore(Path folder, long maxBytes, Map<String, Source> sources) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.sources = Map.copyOf(sources);
    }

    public Outcome<ArtifactFile> fetch(String storageUri, Sha256 digest) {
        Path copy = folder.resolve(digest.hex() + ".zip");
        try {
            Files.createDirectories(folder);
            if (Files.isRegularFile(copy)
                    && ArtifactFile.verify(copy, digest, maxBytes) instanceof Outcome.Passed<ArtifactFile> kept) {
                return kept;
            }
            URI uri = new URI(storageUri);
            Source source = uri.getScheme() == null ? null : sources.get(uri.getScheme());
            if (source == null) {
                return Outcome.refused(FetchFailed, "storageUri must begin with https, http, pvc or configmap");
            }
            try (InputStream in = source.open(uri)) {
                return ArtifactFile.receive(in, copy, digest, maxBytes);
            }
        } catch (URISyntaxException malformed) {
            return Outcome.refused(FetchFailed, "storageUri is not a valid URI");
        } catch (FetchException refused) {
            return Outcome.refused(FetchFailed, refused.getMessage());
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the artifact could not be fetched", failed);
            return Outcome.refused(FetchFailed, "the artifact could not be read to its end");
        }
    }

    /** Deletes copies of models that are no longer held. */
    public void keepOnly(Set<Sha256> held) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (held.stream().noneMatch(digest -> name.startsWith(digest.hex()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException notNow) {
            LOG.log(Level.WARNING, "old artifacts could not be deleted", notNow);
        }
    }
}
