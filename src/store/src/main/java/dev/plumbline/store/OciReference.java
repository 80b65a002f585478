package dev.plumbline.store;

import dev.plumbline.mojo.Sha256;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code oci://<registry>/<repository>:<tag>}, with {@code @sha256:<digest>} instead of the tag or behind it. Where a
 * digest is given, the tag says nothing, as with images.
 *
 * @param registry host, and port where it is not the usual one
 * @param manifest digest of the manifest
 */
record OciReference(String registry, String repository, Optional<String> tag, Optional<Sha256> manifest) {

    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(
            "/(" + PART + "(?:/" + PART + ")*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** As the distribution specification bounds names, with room for tag and digest. */
    private static final int LONGEST = 512;

    static OciReference of(URI uri) throws FetchException {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        Matcher parts = PATH.matcher(path);
        String registry = uri.getRawAuthority();
        boolean formed = registry != null && !registry.contains("@") && uri.getRawQuery() == null;
        if (!formed || path.length() > LONGEST || !parts.matches()) {
            throw malformed();
        }
        AddressPolicy.plain(uri.toString());
        Optional<String> tag = Optional.ofNullable(parts.group(2));
        Optional<Sha256> manifest = Sha256.parse(parts.group(3));
        if (tag.isEmpty() && manifest.isEmpty()) {
            throw malformed();
        }
        return new OciReference(registry, parts.group(1), tag, manifest);
    }

    private static FetchException malformed() {
        return new FetchException(
                "an oci URI has the form oci://<registry>/<repository>:<tag>, or @sha256:<digest> instead of the tag");
    }

    /** What the registry is asked for. */
    String reference() {
        return manifest.map(Sha256::toString).orElseGet(() -> tag.orElseThrow());
    }

    @Override
    public String toString() {
        return "%s/%s%s%s"
                .formatted(
                        registry,
                        repository,
                        tag.map(":"::concat).orElse(""),
                        manifest.map(digest -> "@" + digest).orElse(""));
    }
}
