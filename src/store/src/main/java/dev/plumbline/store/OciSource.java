package dev.plumbline.store;

import dev.plumbline.mojo.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * {@code oci://} artifacts: a MOJO as a layer of its own, as {@code oras push} makes it. The manifest names the layer by
 * its digest, so a tag that was moved is noticed before a byte of the model travels.
 */
final class OciSource implements Source {

    /** Manifests of artifacts have one or two thousand bytes. */
    private static final int MAX_MANIFEST = 256 << 10;

    private final HttpSource http;
    private final AddressPolicy policy;
    private final StoreSecret secret;

    OciSource(HttpSource http, AddressPolicy policy, StoreSecret secret) {
        this.http = http;
        this.policy = policy;
        this.secret = secret;
    }

    /** Without a digest that is asked for: the only layer that is no signature. */
    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        return only(uri, false, "%s does not have one layer, but several");
    }

    @Override
    public InputStream open(URI uri, Sha256 digest) throws IOException, FetchException {
        OciReference reference = OciReference.of(uri);
        OciSession session = session(uri, reference);
        OciManifest manifest = manifest(session, reference);
        OciManifest.Layer layer = manifest.layer(digest).orElseThrow(() -> other(reference, manifest, digest));
        return blob(session, layer);
    }

    /** A layer beside the model whose title ends with {@code .sig}: model and signature are pushed together. */
    @Override
    public InputStream signature(URI uri) throws IOException, FetchException {
        return only(uri, true, "%s does not have one layer whose title ends with .sig");
    }

    private InputStream only(URI uri, boolean signature, String otherwise) throws IOException, FetchException {
        OciReference reference = OciReference.of(uri);
        OciSession session = session(uri, reference);
        Optional<OciManifest.Layer> layer = manifest(session, reference).only(signature);
        return blob(session, layer.orElseThrow(() -> new FetchException(otherwise.formatted(reference))));
    }

    private static FetchException other(OciReference reference, OciManifest manifest, Sha256 wanted) {
        String where = reference.manifest().isEmpty()
                ? "the tag %s points to another artifact (manifest %s): it"
                        .formatted(reference.reference(), manifest.digest())
                : "the artifact";
        return FetchException.otherContent(
                "%s holds %s, but %s is asked for".formatted(where, manifest.contents(), wanted));
    }

    private OciSession session(URI uri, OciReference reference) throws FetchException {
        Grant grant = policy.grant(uri);
        if (grant == Grant.NOTHING) {
            throw new FetchException("%s is below no entry of spec.models.allow of the platform".formatted(reference));
        }
        return new OciSession(
                http, policy, reference, base(reference), grant, secret.registryLogin(reference.registry()));
    }

    /** Without TLS only where the platform lists the http address, or on this machine where that is allowed at all. */
    private URI base(OciReference reference) throws FetchException {
        try {
            URI open = new URI("http://%s/v2/%s/".formatted(reference.registry(), reference.repository()));
            return policy.listed(open.toString()) || policy.loopbackOnly(open)
                    ? open
                    : new URI("https" + open.toString().substring("http".length()));
        } catch (URISyntaxException malformed) {
            throw new FetchException("the registry is not the name of a host");
        }
    }

    private static OciManifest manifest(OciSession session, OciReference reference) throws IOException, FetchException {
        Reply reply = session.get("manifests/" + reference.reference(), OciManifest.MEDIA_TYPES);
        byte[] bytes = reply.content(MAX_MANIFEST)
                .orElseThrow(() -> new FetchException(
                        "the manifest of %s is larger than %d bytes".formatted(reference, MAX_MANIFEST)));
        Sha256 found = Sha256.of(bytes);
        Optional<Sha256> named = reference.manifest().or(() -> reply.header("docker-content-digest")
                .flatMap(Sha256::parse));
        if (named.filter(digest -> !digest.equals(found)).isPresent()) {
            throw FetchException.otherContent(
                    "the manifest of %s has digest %s, not the one it is named by".formatted(reference, found));
        }
        return OciManifest.parse(bytes, reference);
    }

    private static InputStream blob(OciSession session, OciManifest.Layer layer) throws IOException, FetchException {
        return session.get("blobs/" + layer.digest(), "").body();
    }
}
