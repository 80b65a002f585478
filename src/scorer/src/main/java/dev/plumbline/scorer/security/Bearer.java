package dev.plumbline.scorer.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Reading and comparing of bearer tokens. A token is held and compared by its digest only. */
final class Bearer {

    private static final String SCHEME = "Bearer ";
    /** A token of a large issuer has some kilobytes; the header limit of the server is 16 KiB. */
    private static final int LONGEST = 12 << 10;

    private Bearer() {}

    /** The token of an {@code Authorization} header; the name of the scheme has no case. */
    static Optional<String> token(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return token.isEmpty() || token.length() > LONGEST ? Optional.empty() : Optional.of(token);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
