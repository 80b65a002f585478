package dev.plumbline.mojo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A digest as the API writes it: {@code sha256:} and 64 lower-case hexadecimal digits. */
public record Sha256(String hex) {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    public Sha256 {
        if (!FORM.matcher("sha256:" + hex).matches()) {
            throw new IllegalArgumentException("a digest has 64 lower-case hexadecimal digits");
        }
    }

    /** Empty when the text is not of the form {@code sha256:<64 hexadecimal digits>}. */
    public static Optional<Sha256> parse(String text) {
        return text != null && FORM.matcher(text).matches()
                ? Optional.of(new Sha256(text.substring("sha256:".length())))
                : Optional.empty();
    }

    public static Sha256 of(byte[] bytes) {
        return finish(start().digest(bytes));
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static Sha256 finish(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return "sha256:" + hex;
    }
}
