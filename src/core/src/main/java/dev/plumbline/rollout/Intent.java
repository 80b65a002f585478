package dev.plumbline.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was decided, persisted before anything is done about it. {@code active} is what every Pod must serve: writing it
 * is the commit point of a switch.
 *
 * @param epoch counts the commits; 0 before the first
 * @param target the model that Pods prepare beside the active one
 * @param previous the model that was active before, to go back to
 * @param attempt absent while there is no target or its clock is stopped
 * @param rejection of the latest model that was given up
 * @param committedAt when the current epoch was written
 * @param settledAt when every Pod had followed; absent: the switch is not over
 * @param verified what the Job accepted of the target
 * @param trial how far a canary or a shadow of the target is
 * @param watch the measurements since the switch
 * @param reports what the Job wrote of the active model and the one before, by digest
 * @param heard the last request of each verb
 * @param aborted models that users had given up before; not tried again unless asked for by name of the verb
 * @param sides the Deployments
 */
public record Intent(
        long epoch,
        Optional<ModelVersion> active,
        Optional<ModelVersion> target,
        Optional<ModelVersion> previous,
        Optional<Attempt> attempt,
        Optional<Rejection> rejection,
        Optional<Instant> committedAt,
        Optional<Instant> settledAt,
        Optional<Verified> verified,
        Optional<Trial> trial,
        Optional<Tally> watch,
        Map<String, String> reports,
        Map<Verb, Heard> heard,
        List<Rejection> aborted,
        Sides sides) {

    /** The record lies in a ConfigMap and must stay small. */
    static final int MOST_ABORTED = 8;

    /** A little more than the five seconds after a switch over which Pods count. */
    private static final Duration COUNTED = Duration.ofSeconds(8);

    public Intent {
        reports = Map.copyOf(reports);
        heard = Map.copyOf(heard);
        aborted = List.copyOf(aborted);
    }

    public Intent(
            long epoch,
            Optional<ModelVersion> active,
            Optional<ModelVersion> target,
            Optional<ModelVersion> previous,
            Optional<Attempt> attempt,
            Optional<Rejection> rejection,
            Optional<Instant> committedAt,
            Optional<Instant> settledAt) {
        this(
                epoch,
                active,
                target,
                previous,
                attempt,
                rejection,
                committedAt,
                settledAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                Sides.only(Colour.BLUE));
    }

    public static Intent none() {
        return none(Colour.BLUE);
    }

    /** @param live to which clients are sent, whatever else is known */
    public static Intent none(Colour live) {
        return new IntentChange(new Intent(
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .sides(Sides.only(live))
                .done();
    }

    public boolean serves(ModelVersion model) {
        return active.filter(model::sameAs).isPresent();
    }

    /** Both the model and, where that matters, what the Pods are made from. */
    public boolean meets(Wanted wanted) {
        return serves(wanted.model()) && wanted.pods().filter(this::differs).isEmpty();
    }

    private boolean differs(Template planned) {
        return sides.template().filter(t -> !t.sameAs(planned)).isPresent();
    }

    /** Whether what was given up is what serves. */
    boolean isActive(Rejection why) {
        return serves(why.model())
                && (why.template().isEmpty()
                        || sides.template()
                                .filter(t -> t.digest().equals(why.template()))
                                .isPresent());
    }

    /** What clients were sent to before, if it is still there. */
    Optional<Standby> kept() {
        return sides.standby().filter(Standby::isKept);
    }

    boolean prepares(ModelVersion model) {
        return target.filter(model::sameAs).isPresent();
    }

    public boolean isSettled() {
        return active.isEmpty() || settledAt.isPresent();
    }

    /**
     * The announced instant, while it is still to come. A record from a clock that runs ahead by more than the lead
     * announces none.
     */
    public Optional<Instant> switchingAt(Instant now) {
        return committedAt
                .filter(at -> !isSettled() && !at.isAfter(now))
                .map(at -> at.plus(Settlement.LEAD))
                .filter(now::isBefore);
    }

    /** When the Pods have counted all that clients may have noticed of the switch. */
    public Optional<Instant> countedAt() {
        return settledAt.map(at -> at.plus(COUNTED));
    }

    /** Whether the objects of the cluster follow alike from both; clocks, counts and verdicts make none. */
    public boolean plansLike(Intent other) {
        return epoch == other.epoch
                && active.equals(other.active)
                && target.equals(other.target)
                && previous.equals(other.previous)
                && sides.equals(other.sides);
    }

    /** Why the wanted model is not tried, or was taken back. */
    public Optional<Rejection> rejectionOf(Wanted wanted) {
        return Stream.concat(rejection.stream(), aborted.stream())
                .filter(r -> r.stops(wanted))
                .findFirst();
    }

    /** Whoever has yet to fetch what is active is to look for it there. */
    Intent locating(ModelVersion model) {
        return change().located(model).done();
    }

    /** A trial that was interrupted begins its step anew: nothing was measured meanwhile. */
    Intent preparing(ModelVersion model, Instant now) {
        return change().target(model).attempt(new Attempt(now)).restartStep(now).done();
    }

    Intent trying(Trial next) {
        return change().trial(next).done();
    }

    Intent watching(Tally next) {
        return change().watch(next).done();
    }

    Intent accepting(Verified artifact) {
        return change().verified(artifact).done();
    }

    /** Whether the Job has accepted these bytes. */
    public boolean accepts(String digest) {
        return verified.filter(v -> v.digest().equals(digest)).isPresent();
    }

    /** Whether Pods may load it: the Job has accepted its bytes, or it served before and was accepted then. */
    public boolean trusts(ModelVersion model) {
        return accepts(model.digest())
                || serves(model)
                || previous.filter(model::sameAs).isPresent();
    }

    /** What the Job wrote of the active model; empty when it never looked at it. */
    public String activeReport() {
        return active.map(a -> reports.getOrDefault(a.digest(), "")).orElse("");
    }

    Intent stoppingTheClock() {
        return change().noAttempt().done();
    }

    /** The commit point. */
    Intent committed(Instant now) {
        return change().committed(now).done();
    }

    Intent settled(Instant now) {
        return change().settled(now).done();
    }

    /** The target is dropped and not tried again; the active model goes on. */
    Intent rejecting(Rejection why) {
        return change().noTarget().rejection(why).done();
    }

    Intent withoutTarget() {
        return change().noTarget().done();
    }

    Intent withoutPrevious() {
        return change().noTarget().noPrevious().done();
    }

    /** A rejection of an earlier request says nothing about this one; what users gave up stays given up. */
    Intent forgiving() {
        return change().noRejection().done();
    }

    /** The user wants this model to be tried again. */
    Intent retrying(ModelVersion model) {
        return change().forget(model).done();
    }

    Intent hearing(Verb verb, Heard what) {
        Map<Verb, Heard> all = new TreeMap<>(heard);
        all.put(verb, what);
        return change().heard(all).done();
    }

    /** The record was lost, but Pods serve: what they serve is what was committed. */
    Intent recovered(long knownEpoch, ModelVersion served) {
        return change().recovered(knownEpoch, served).done();
    }

    /** What this record says itself counts more, unless it is the older one. */
    public Intent remembering(Remembered what) {
        Map<Verb, Heard> all = new TreeMap<>(heard);
        what.heard()
                .forEach((verb, told) ->
                        all.merge(verb, told, (own, other) -> other.at().isAfter(own.at()) ? other : own));
        IntentChange next = change().heard(all);
        what.rejections().stream().filter(why -> !hasGivenUp(why.model())).forEach(next::rejection);
        return next.done();
    }

    private boolean hasGivenUp(ModelVersion model) {
        return Stream.concat(rejection.stream(), aborted.stream())
                .anyMatch(r -> r.model().sameAs(model));
    }

    /** The target gets Pods of its own. */
    Intent aside(Template template) {
        var planned = new Standby(target.orElseThrow(), template, Standby.Stage.PLANNED);
        return change().sides(sides.with(Optional.of(planned))).done();
    }

    Intent reaching(Standby.Stage stage) {
        return change().sides(sides.with(sides.standby().map(s -> s.at(stage)))).done();
    }

    Intent withoutStandby() {
        return change().sides(sides.with(Optional.empty())).done();
    }

    Intent made(Template from) {
        return change().sides(sides.made(from)).done();
    }

    /** The commit point where the target has Pods of its own. */
    Intent switchedOver(Instant now) {
        return change().switchedOver(now).done();
    }

    private IntentChange change() {
        return new IntentChange(this);
    }
}
