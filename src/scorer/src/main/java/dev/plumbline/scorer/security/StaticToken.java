package dev.plumbline.scorer.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * One token for all callers, in a file of a mounted Secret. The file is looked at again once a second, so that a new
 * token counts without a restart; without a token in it nobody is admitted.
 */
public final class StaticToken implements Authenticator {

    private static final Logger LOG = Logger.getLogger(StaticToken.class);
    private static final long KEPT_NANOS = 1_000_000_000;
    private static final Optional<Verdict> ANYONE = Optional.of(Verdict.ANYONE);

    private final Optional<Path> file;
    private final LongSupplier nanoTime;
    private volatile Held held;

    /** @param digest empty when there is no token */
    private record Held(byte[] digest, long readAt) {}

    public StaticToken(Path file, LongSupplier nanoTime) {
        this.file = Optional.of(file);
        this.nanoTime = nanoTime;
        this.held = read(file);
    }

    private StaticToken(byte[] digest) {
        this.file = Optional.empty();
        this.nanoTime = () -> 0;
        this.held = new Held(digest, 0);
    }

    /** A token that stays as it is. */
    public static StaticToken of(String token) {
        return new StaticToken(Bearer.digest(token));
    }

    @Override
    public Optional<Verdict> known(String authorization) {
        Optional<String> token = Bearer.token(authorization);
        if (token.isEmpty()) {
            return Optional.of(Verdict.NO_TOKEN);
        }
        byte[] wanted = current().digest;
        // Digests have one length, so the time of the comparison tells nothing about the token.
        return wanted.length > 0 && MessageDigest.isEqual(wanted, Bearer.digest(token.get()))
                ? ANYONE
                : Optional.of(Verdict.BAD_TOKEN);
    }

    private Held current() {
        Held now = held;
        if (file.isPresent() && nanoTime.getAsLong() - now.readAt > KEPT_NANOS) {
            now = read(file.get());
            held = now;
        }
        return now;
    }

    private Held read(Path file) {
        long at = nanoTime.getAsLong();
        try {
            String token = Files.readString(file).strip();
            return new Held(token.isEmpty() ? new byte[0] : Bearer.digest(token), at);
        } catch (IOException unreadable) {
            LOG.warnf("the token file %s cannot be read; every request is answered 401", file.getFileName());
            return new Held(new byte[0], at);
        }
    }
}
