package dev.plumbline.rollout;

import java.time.Instant;
import java.util.Optional;

/** Looks at what the Pods count after a switch, for as long as the spec asks. */
final class PostSwitchWatch {

    private PostSwitchWatch() {}

    /** The end of the window, while it is open. */
    static Optional<Instant> until(Facts facts) {
        return facts.wanted()
                .watch()
                .filter(w -> facts.intent().serves(facts.wanted().model()))
                .filter(w -> facts.intent().previous().isPresent()) // nothing to go back to, nothing to watch for
                .flatMap(w -> facts.intent().settledAt().map(at -> at.plus(w.window())))
                .filter(end -> facts.now().isBefore(end));
    }

    static Optional<Rejection> breach(Facts facts) {
        if (until(facts).isEmpty() || facts.intent().rejectionOf(facts.wanted()).isPresent()) {
            return Optional.empty();
        }
        long max = facts.wanted().watch().orElseThrow().max5xx();
        return facts.pods().stream()
                .flatMap(p -> p.lastSwap().stream()
                        .filter(s -> s.epoch() == facts.intent().epoch() && s.http5xxSince() > max)
                        .map(s -> rejection(facts, p.pod(), s.http5xxSince(), max)))
                .findFirst();
    }

    private static Rejection rejection(Facts facts, String pod, long count, long max) {
        return new Rejection(
                facts.wanted().model(),
                facts.wanted().request(),
                Rejection.WATCH_FAILED,
                "%d answers of 5xx since the switch, %d allowed".formatted(count, max),
                pod,
                facts.now(),
                true);
    }
}
