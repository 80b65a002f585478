package dev.plumbline.scorer.security;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tokens of an OpenID Connect issuer. A token is verified once, on a thread of its own since that may mean to fetch keys,
 * and remembered by its digest until it expires, at most five minutes, so that a key that was withdrawn is noticed.
 */
final class OidcTokens implements Authenticator {

    private static final int REMEMBERED = 10_000;
    private static final int WAITING = 1_000;
    private static final long LONGEST_SECONDS = 300;
    private static final Optional<Verdict> NO_TOKEN = Optional.of(Verdict.NO_TOKEN);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread verifying = new Thread(task, "tokens");
                verifying.setDaemon(true);
                return verifying;
            });

    private record Known(Optional<Verdict> verdict, long untilEpochSecond) {}

    OidcTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Optional<Verdict> known(String authorization) {
        Optional<String> token = Bearer.token(authorization);
        if (token.isEmpty()) {
            return NO_TOKEN;
        }
        Known found = known.get(key(token.get()));
        return found != null && clock.millis() / 1000 < found.untilEpochSecond ? found.verdict : Optional.empty();
    }

    @Override
    public void findOut(String authorization, Consumer<Verdict> then) {
        try {
            thread.execute(() -> then.accept(known(authorization).orElseGet(() -> verify(authorization))));
        } catch (RejectedExecutionException full) {
            then.accept(Verdict.BUSY);
        }
    }

    private Verdict verify(String authorization) {
        String token = Bearer.token(authorization).orElseThrow();
        TokenVerifier.Verified verified = verifier.verify(token);
        long now = clock.millis() / 1000;
        long until = Math.min(verified.untilEpochSecond(), now + LONGEST_SECONDS);
        // What is refused for good is not remembered: anyone could fill the table with it.
        if (until > now) {
            if (known.size() >= REMEMBERED) {
                known.values().removeIf(old -> old.untilEpochSecond <= now);
            }
            if (known.size() < REMEMBERED) {
                known.put(key(token), new Known(Optional.of(verified.verdict()), until));
            }
        }
        return verified.verdict();
    }

    private static String key(String token) {
        return Base64.getEncoder().encodeToString(Bearer.digest(token));
    }
}
