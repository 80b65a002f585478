package dev.plumbline.store;

import static dev.plumbline.mojo.Refusal.Reason.DigestMismatch;
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

    /** @param configMaps how ConfigMaps are read: not every process has a token for the API server */
    public static ArtifactStore of(StoreSettings settings, Source configMaps) {
        AddressPolicy policy = new AddressPolicy(settings.allow(), settings.loopback());
        HttpSource web = new HttpSource(policy, settings.budget(), settings.secret());
        return new ArtifactStore(
                settings.folder(),
                settings.maxBytes(),
                Map.of(
                        "https",
                        web,
                        "http",
                        web,
                        "s3",
                        new S3Source(web, policy, settings.secret()),
                        "oci",
                        new OciSource(web, policy, settings.secret()),
                        "pvc",
                        new VolumeSource(settings.volumes()),
                        "configmap",
                        configMaps));
    }

    /** Fetches an artifact, or says in one sentence why it cannot be had. */
    public Outcome<ArtifactFile> fetch(String storageUri, Sha256 digest) {
        try {
            return receive(storageUri, digest);
        } catch (FetchException refused) {
            return Outcome.refused(FetchFailed, refused.getMessage());
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the artifact could not be fetched", failed);
            return Outcome.refused(FetchFailed, "the artifact could not be read to its end");
        }
    }

    /**
     * As {@link #fetch}, for callers that tell a store that is down from one that has no such artifact.
     *
     * @throws FetchException when the store may not be asked, has no such artifact or does not answer
     * @throws IOException when it stops within the artifact, or the disk fails
     */
    public Outcome<ArtifactFile> receive(String storageUri, Sha256 digest) throws IOException, FetchException {
        Path copy = folder.resolve(digest.hex() + ".zip");
        Files.createDirectories(folder);
        if (Files.isRegularFile(copy)
                && ArtifactFile.verify(copy, digest, maxBytes) instanceof Outcome.Passed<ArtifactFile> kept) {
            return kept;
        }
        URI uri = parse(storageUri);
        try (InputStream in = source(uri).open(uri, digest)) {
            return ArtifactFile.receive(in, copy, digest, maxBytes);
        } catch (FetchException told) {
            if (told.otherContent()) {
                return Outcome.refused(DigestMismatch, told.getMessage());
            }
            throw told;
        }
    }

    /** The signature that lies with an artifact. */
    public byte[] signature(String storageUri, int most) throws IOException, FetchException {
        URI uri = parse(storageUri);
        return small(source(uri).signature(uri), most);
    }

    /** A few bytes. */
    public byte[] small(String text, int most) throws IOException, FetchException {
        URI uri = parse(text);
        return small(source(uri).open(uri), most);
    }

    private static byte[] small(InputStream from, int most) throws IOException, FetchException {
        try (InputStream in = from) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new FetchException("what lies there is larger than %d bytes".formatted(most));
            }
            return content;
        }
    }

    private static URI parse(String text) throws FetchException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new FetchException("storageUri is not a valid URI");
        }
    }

    private Source source(URI uri) throws FetchException {
        Source source = uri.getScheme() == null ? null : sources.get(uri.getScheme());
        if (source == null) {
            throw new FetchException("storageUri must begin with https, http, s3, oci, pvc or configmap");
        }
        return source;
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
