package dev.plumbline.artifact;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an archive.
 *
 * @param hex 64 lower-case hex digits
 */
public record Digest(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /** Reads {@code sha256:} and 64 lower-case hex digits; empty for anything else. */
    public static Optional<Digest> parse(String text) {
        return text != null && FORM.matcher(text).matches()
                ? Optional.of(new Digest(text.substring(PREFIX.length())))
                : Optional.empty();
    }

    /** The form of manifests, {@code sha256:<hex>}. */
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
