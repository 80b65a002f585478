package dev.plumbline.scorer.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The bearer token of the admin API, read from its file at each call, so that a new token counts at once. */
final class AdminToken {

    private static final Logger LOG = Logger.getLogger(AdminToken.class);
    private static final String SCHEME = "Bearer ";

    private final Optional<Path> file;

    AdminToken(Optional<Path> file) {
        this.file = file;
    }

    /** False without a file, with an empty one, and for any header but the right one. */
    boolean accepts(String authorization) {
        if (file.isEmpty() || authorization == null || !authorization.startsWith(SCHEME)) {
            return false;
        }
        try {
            String token = Files.readString(file.get()).strip();
            // Digests first: the comparison then takes as long for any length of guess.
            return !token.isEmpty()
                    && MessageDigest.isEqual(
                            digest(token),
                            digest(authorization.substring(SCHEME.length()).strip()));
        } catch (IOException unreadable) {
            LOG.warn("the admin token cannot be read; every admin call is refused");
            return false;
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
