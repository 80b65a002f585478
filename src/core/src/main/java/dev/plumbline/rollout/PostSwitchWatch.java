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

    /** The measurement that is due; errors are looked at in between too, since a count never heals. */
    static Optional<Tally> measured(Facts facts) {
        Analysis analysis = facts.wanted().strategy().analysis();
        boolean asked = !analysis.withoutCounts().bounds().isEmpty() || analysis.noData() == Analysis.NoData.FAIL;
        if (until(facts).isEmpty() || isOver(facts) || !asked) {
            return Optional.empty();
        }
        Tally before = tally(facts);
        return facts.now().isBefore(before.measuredAt().plus(analysis.interval()))
                ? Optional.empty()
                : Optional.of(before.with(recent(facts).outcome(analysis.withoutCounts()), facts.now()));
    }

    static Optional<Rejection> breach(Facts facts) {
        if (until(facts).isEmpty() || isOver(facts)) {
            return Optional.empty();
        }
        return tooManyErrors(facts).or(() -> tooManyFailures(facts));
    }

    private static boolean isOver(Facts facts) {
        return facts.intent().rejectionOf(facts.wanted()).isPresent();
    }

    private static Optional<Rejection> tooManyErrors(Facts facts) {
        long max = facts.wanted().watch().orElseThrow().max5xx();
        return facts.pods().stream()
                .flatMap(p -> p.lastSwap().stream()
                        .filter(s -> s.epoch() == facts.intent().epoch() && s.http5xxSince() > max)
                        .map(s -> rejection(
                                facts,
                                p.pod(),
                                "%d answers of 5xx since the switch, %d allowed".formatted(s.http5xxSince(), max))))
                .findFirst();
    }

    private static Optional<Rejection> tooManyFailures(Facts facts) {
        Analysis analysis = facts.wanted().strategy().analysis();
        if (tally(facts).failures() <= analysis.failureLimit()) {
            return Optional.empty();
        }
        String why = recent(facts)
                .breach(analysis.withoutCounts())
                .orElse(tally(facts).failures() + " measurements failed");
        return Optional.of(rejection(facts, "", why));
    }

    private static Tally tally(Facts facts) {
        return facts.intent()
                .watch()
                .orElseGet(() -> Tally.beginning(facts.intent().settledAt().orElseThrow()));
    }

    private static Measurement recent(Facts facts) {
        return Measurement.ofRecent(
                facts.pods().stream().flatMap(p -> p.recent().stream()).toList());
    }

    private static Rejection rejection(Facts facts, String pod, String message) {
        return new Rejection(
                facts.wanted().model(),
                facts.wanted().request(),
                Rejection.WATCH_FAILED,
                message,
                pod,
                facts.now(),
                true);
    }
}
