package dev.plumbline.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of an {@link Intent}: what is not named stays. */
final class IntentChange {

    private long epoch;
    private Optional<ModelVersion> active;
    private Optional<ModelVersion> target;
    private Optional<ModelVersion> previous;
    private Optional<Attempt> attempt;
    private Optional<Rejection> rejection;
    private Optional<Instant> committedAt;
    private Optional<Instant> settledAt;
    private Map<Verb, Heard> heard;
    private List<Rejection> aborted;

    IntentChange(Intent from) {
        epoch = from.epoch();
        active = from.active();
        target = from.target();
        previous = from.previous();
        attempt = from.attempt();
        rejection = from.rejection();
        committedAt = from.committedAt();
        settledAt = from.settledAt();
        heard = from.heard();
        aborted = from.aborted();
    }

    Intent done() {
        return new Intent(epoch, active, target, previous, attempt, rejection, committedAt, settledAt, heard, aborted);
    }

    IntentChange target(ModelVersion model) {
        target = Optional.of(model);
        return this;
    }

    IntentChange attempt(Attempt begun) {
        attempt = Optional.of(begun);
        return this;
    }

    IntentChange noAttempt() {
        attempt = Optional.empty();
        return this;
    }

    IntentChange noTarget() {
        target = Optional.empty();
        return noAttempt();
    }

    IntentChange noPrevious() {
        previous = Optional.empty();
        return this;
    }

    IntentChange committed(Instant now) {
        epoch++;
        previous = active;
        active = target;
        committedAt = Optional.of(now);
        settledAt = Optional.empty();
        return noTarget();
    }

    IntentChange settled(Instant now) {
        settledAt = Optional.of(now);
        return this;
    }

    IntentChange recovered(long knownEpoch, ModelVersion served) {
        epoch = knownEpoch;
        active = Optional.of(served);
        target = target.filter(t -> !t.sameAs(served));
        previous = Optional.empty();
        committedAt = Optional.empty();
        settledAt = Optional.empty();
        return this;
    }

    IntentChange rejection(Rejection why) {
        keepAborted();
        rejection = Optional.of(why);
        return this;
    }

    IntentChange noRejection() {
        keepAborted();
        rejection = Optional.empty();
        return this;
    }

    IntentChange forget(ModelVersion model) {
        rejection = rejection.filter(r -> !r.model().sameAs(model));
        aborted = aborted.stream().filter(r -> !r.model().sameAs(model)).toList();
        return this;
    }

    IntentChange heard(Map<Verb, Heard> all) {
        heard = all;
        return this;
    }

    /** The newest first; what was once served is not to be taken back a second time. */
    private void keepAborted() {
        rejection.filter(Rejection::byUser).ifPresent(old -> {
            List<Rejection> all = new ArrayList<>(List.of(old.nowHistory()));
            aborted.stream().filter(r -> !r.model().sameAs(old.model())).forEach(all::add);
            aborted = all.subList(0, Math.min(all.size(), Intent.MOST_ABORTED));
        });
    }
}
