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
 * Tokens of an OpenID Connect issuer. A token is verified once, on a thread of its own, and remembered by its digest until
 * it expires, at most five minutes, so that a key that was withdrawn is noticed. A token that needs keys which have to be
 * fetched waits on another thread: those whose keys are there must not wait for an issuer that is slow.
 */
final class OidcTokens implements Authenticator {

    private static final int REMEMBERED = 10_000;
    private static final int WAITING = 1_000;
    private static final long LONGEST_SECONDS = 300;
    private static final Optional<Verdict> NO_TOKEN = Optional.of(Verdict.NO_TOKEN);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor verifying = thread("tokens");
    private final ThreadPoolExecutor fetching = thread("token-keys");

    private record Known(Optional<Verdict> verdict, long untilEpochSecond) {}

    OidcTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    private static ThreadPoolExecutor thread(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
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
        run(verifying, then, () -> {
            String token = Bearer.token(authorization).orElseThrow();
            Optional<Verdict> found = known(authorization)
                    .or(() -> verifier.verifyAtOnce(token).map(verified -> remembered(token, verified)));
            if (found.isPresent()) {
                then.accept(found.get());
            } else {
                run(
                        fetching,
                        then,
                        () -> then.accept(
                                known(authorization).orElseGet(() -> remembered(token, verifier.verify(token)))));
            }
        });
    }

    private static void run(ThreadPoolExecutor thread, Consumer<Verdict> then, Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException full) {
            then.accept(Verdict.BUSY);
        }
    }

    private Verdict remembered(String token, TokenVerifier.Verified verified) {
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
