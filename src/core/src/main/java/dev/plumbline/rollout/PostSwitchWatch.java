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
                .filter(w -> facts.intent().meets(facts.wanted()))
                .filter(w ->
                        BlueGreen.wayBack(facts.intent()).isPresent()) // nothing to go back to, nothing to watch for
                .flatMap(w -> facts.intent().settledAt().map(at -> at.plus(w.window())))
                .filter(end -> facts.now().isBefore(end));
    }

    /** The measurement that is due; errors are looked at in between too, since a count never heals. */
    static Optional<Tally> measured(Facts facts) {
        Analysis analysis = facts.wanted().strategy().analysis();
        return isDue(facts)
                ? Optional.of(
                        tally(facts).with(recent(facts).judge(analysis.withoutCounts(), facts.readings()), facts.now()))
                : Optional.empty();
    }

    static boolean isDue(Facts facts) {
        Analysis analysis = facts.wanted().strategy().analysis();
        boolean asked = !analysis.withoutCounts().bounds().isEmpty()
                || !analysis.queries().isEmpty()
                || analysis.noData() == Analysis.NoData.FAIL;
        return asked
                && until(facts).isPresent()
                && !isOver(facts)
                && !facts.now().isBefore(tally(facts).measuredAt().plus(analysis.interval()));
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
        String why = tally(facts).why().isEmpty()
                ? tally(facts).failures() + " measurements failed"
                : tally(facts).why();
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
