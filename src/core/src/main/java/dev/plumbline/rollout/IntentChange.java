package dev.plumbline.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    private Optional<Verified> verified;
    private Optional<Trial> trial;
    private Optional<Tally> watch;
    private Map<String, String> reports;
    private Map<Verb, Heard> heard;
    private List<Rejection> aborted;
    private Sides sides;

    IntentChange(Intent from) {
        epoch = from.epoch();
        active = from.active();
        target = from.target();
        previous = from.previous();
        attempt = from.attempt();
        rejection = from.rejection();
        committedAt = from.committedAt();
        settledAt = from.settledAt();
        verified = from.verified();
        trial = from.trial();
        watch = from.watch();
        reports = from.reports();
        heard = from.heard();
        aborted = from.aborted();
        sides = from.sides();
    }

    Intent done() {
        return new Intent(
                epoch,
                active,
                target,
                previous,
                attempt,
                rejection,
                committedAt,
                settledAt,
                verified,
                trial,
                watch,
                reports,
                heard,
                aborted,
                sides);
    }

    /** Another model has to be accepted anew; the same bytes need no second look. */
    IntentChange target(ModelVersion model) {
        verified = verified.filter(v -> v.digest().equals(model.digest()));
        trial = trial.filter(t -> target.filter(model::sameAs).isPresent());
        target = Optional.of(model);
        return this;
    }

    IntentChange located(ModelVersion model) {
        active = active.map(a -> a.sameAs(model) ? model : a);
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

    IntentChange verified(Verified artifact) {
        verified = Optional.of(artifact);
        return this;
    }

    IntentChange trial(Trial next) {
        trial = Optional.of(next);
        return this;
    }

    IntentChange restartStep(Instant now) {
        trial = trial.filter(t -> !t.promoted())
                .map(t -> Trial.at(t.step(), now))
                .or(() -> trial);
        return this;
    }

    IntentChange watch(Tally next) {
        watch = Optional.of(next);
        return this;
    }

    IntentChange noTarget() {
        target = Optional.empty();
        sides = sides.with(sides.standby().filter(Standby::isKept));
        verified = Optional.empty();
        trial = Optional.empty();
        return noAttempt();
    }

    IntentChange noPrevious() {
        previous = Optional.empty();
        sides = sides.with(Optional.empty());
        return this;
    }

    IntentChange committed(Instant now) {
        epoch++;
        previous = active;
        active = target;
        keepReports();
        committedAt = Optional.of(now);
        settledAt = Optional.empty();
        watch = Optional.empty();
        return noTarget();
    }

    /** Where only the template changed, the model before stays the one before. */
    IntentChange switchedOver(Instant now) {
        ModelVersion left = active.orElseThrow();
        ModelVersion next = sides.standby().orElseThrow().model();
        sides = sides.switched(left, epoch + 1);
        Optional<ModelVersion> before = previous;
        target = Optional.of(next);
        committed(now);
        if (left.sameAs(next)) {
            previous = before;
        }
        return this;
    }

    IntentChange sides(Sides next) {
        sides = next;
        return this;
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
        sides = sides.with(Optional.empty());
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

    private void keepReports() {
        Map<String, String> kept = new TreeMap<>();
        verified.filter(v -> !v.report().isEmpty()).ifPresent(v -> kept.put(v.digest(), v.report()));
        Stream.of(active, previous)
                .flatMap(Optional::stream)
                .map(ModelVersion::digest)
                .filter(reports::containsKey)
                .forEach(digest -> kept.putIfAbsent(digest, reports.get(digest)));
        reports = kept;
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
