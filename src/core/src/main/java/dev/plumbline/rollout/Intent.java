package dev.plumbline.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided, persisted before anything is done about it. {@code active} is what every Pod must serve: writing it
 * is the commit point of a switch.
 *
 * @param epoch counts the commits; 0 before the first
 * @param target the model that Pods prepare beside the active one
 * @param previous the model that was active before, to go back to
 * @param attempt absent while there is no target or its clock is stopped
 * @param committedAt when the current epoch was written
 * @param settledAt when every Pod had followed; absent: the switch is not over
 */
public record Intent(
        long epoch,
        Optional<ModelVersion> active,
        Optional<ModelVersion> target,
        Optional<ModelVersion> previous,
        Optional<Attempt> attempt,
        Optional<Rejection> rejection,
        Optional<Instant> committedAt,
        Optional<Instant> settledAt) {

    public static Intent none() {
        return new Intent(
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean serves(ModelVersion model) {
        return active.filter(model::sameAs).isPresent();
    }

    boolean prepares(ModelVersion model) {
        return target.filter(model::sameAs).isPresent();
    }

    public boolean isSettled() {
        return active.isEmpty() || settledAt.isPresent();
    }

    Intent preparing(ModelVersion model, Instant now) {
        return with(Optional.of(model), previous, Optional.of(new Attempt(now)), rejection);
    }

    Intent stoppingTheClock() {
        return with(target, previous, Optional.empty(), rejection);
    }

    /** The commit point. */
    Intent committed(Instant now) {
        return new Intent(
                epoch + 1,
                target,
                Optional.empty(),
                active,
                Optional.empty(),
                rejection,
                Optional.of(now),
                Optional.empty());
    }

    Intent settled(Instant now) {
        return new Intent(epoch, active, target, previous, attempt, rejection, committedAt, Optional.of(now));
    }

    /** The target is dropped and not tried again; the active model goes on. */
    Intent rejecting(Rejection why) {
        return with(Optional.empty(), previous, Optional.empty(), Optional.of(why));
    }

    Intent withoutTarget() {
        return with(Optional.empty(), previous, Optional.empty(), rejection);
    }

    Intent withoutPrevious() {
        return with(Optional.empty(), Optional.empty(), Optional.empty(), rejection);
    }

    /** A rejection of an earlier request says nothing about this one. */
    Intent forgiving() {
        return with(target, previous, attempt, Optional.empty());
    }

    /** The record was lost, but Pods serve: what they serve is what was committed. */
    Intent recovered(long knownEpoch, ModelVersion served) {
        return new Intent(
                knownEpoch,
                Optional.of(served),
                target.filter(t -> !t.sameAs(served)),
                Optional.empty(),
                attempt,
                rejection,
                Optional.empty(),
                Optional.empty());
    }

    private Intent with(
            Optional<ModelVersion> target,
            Optional<ModelVersion> previous,
            Optional<Attempt> attempt,
            Optional<Rejection> rejection) {
        return new Intent(epoch, active, target, previous, attempt, rejection, committedAt, settledAt);
    }
}
