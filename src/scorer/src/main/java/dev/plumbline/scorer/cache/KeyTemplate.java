package dev.plumbline.scorer.cache;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How the keys in Redis look, as {@code spec.serving.cache.keyTemplate} of the rollout: {@code {model}},
 * {@code {modelVersion}} and {@code {featuresHash}} are replaced, everything else is taken as it stands.
 */
record KeyTemplate(String text) {

    static final String STANDARD = "{model}:{modelVersion}:{featuresHash}";

    /** Before every key, so that the user of this program can be kept to keys of its own by an ACL. */
    static final String PREFIX = "plumbline:";

    private static final String HASH = "{featuresHash}";

    /** The template for one version: only the hash is missing. */
    Bound bind(String model, String version) {
        // The hash is looked for first: the name of a model cannot smuggle a placeholder in.
        int at = text.indexOf(HASH);
        String before = at < 0 ? text : text.substring(0, at);
        String after = at < 0 ? "" : text.substring(at + HASH.length());
        return new Bound(
                (PREFIX + fill(before, model, version)).getBytes(StandardCharsets.UTF_8),
                at >= 0,
                fill(after, model, version).getBytes(StandardCharsets.UTF_8));
    }

    private static String fill(String part, String model, String version) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < part.length()) {
            if (part.startsWith("{model}", at)) {
                out.append(model);
                at += "{model}".length();
            } else if (part.startsWith("{modelVersion}", at)) {
                out.append(version);
                at += "{modelVersion}".length();
            } else {
                out.append(part.charAt(at++));
            }
        }
        return out.toString();
    }

    /** Makes the keys of one version. */
    record Bound(byte[] before, boolean hashed, byte[] after) {

        byte[] key(Key key) {
            byte[] hash = hashed
                    ? (HexFormat.of().toHexDigits(key.high()) + HexFormat.of().toHexDigits(key.low()))
                            .getBytes(StandardCharsets.US_ASCII)
                    : new byte[0];
            byte[] all = new byte[before.length + hash.length + after.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(hash, 0, all, before.length, hash.length);
            System.arraycopy(after, 0, all, before.length + hash.length, after.length);
            return all;
        }
    }
}
