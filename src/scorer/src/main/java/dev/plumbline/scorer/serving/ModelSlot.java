package dev.plumbline.scorer.serving;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The models that this process holds: the active one, the one being prepared, and the one before, which is kept for a
 * quick way back. Changes are made under one lock; requests only read the one volatile reference of the active model.
 */
public final class ModelSlot {

    // The references are null when there is nothing; null does not leave this class.
    private volatile Serving active;
    private volatile Serving previous;
    private volatile Target target;
    private volatile Trial trial;
    private long generation;

    /** The one read that a request makes. */
    public Optional<Serving> active() {
        return Optional.ofNullable(active);
    }

    /** What answers this request: the active model, or the candidate of a trial for its share. */
    public Optional<Serving> route(byte[] body) {
        Trial current = trial;
        return current != null && current.takes(body) ? Optional.of(current.candidate()) : active();
    }

    /** Empty when only one model has to do with requests. */
    public Optional<Trial> trial() {
        return Optional.ofNullable(trial);
    }

    /**
     * Lets the warm target answer a share of the requests, or score copies of them. The same terms again change nothing,
     * and nothing is counted anew.
     *
     * @return false when no warm target has this epoch and digest, or nothing is active
     */
    public synchronized boolean expose(Trial.Terms terms, long nowEpochMillis) {
        if (active == null
                || !(target instanceof Target.Warm warm)
                || warm.epoch() != terms.epoch()
                || !warm.ref().digest().equals(terms.digest())) {
            return false;
        }
        if (trial == null || !trial.terms().equals(terms)) {
            trial = new Trial(terms, new Serving(terms.epoch(), warm.ref(), warm.model(), nowEpochMillis));
        }
        return true;
    }

    public Optional<Serving> previous() {
        return Optional.ofNullable(previous);
    }

    public Optional<Target> target() {
        return Optional.ofNullable(target);
    }

    /**
     * Puts a target in place of whatever was being prepared, and lets go of the previous model.
     *
     * @return the number that {@link #advance} wants, so that a preparation that was overtaken changes nothing
     */
    public synchronized long begin(Target first) {
        target = first;
        trial = null;
        previous = null;
        return ++generation;
    }

    /** The next state of the target, unless another one has taken its place. */
    public synchronized boolean advance(long ticket, LongFunction<Target> next) {
        if (ticket != generation || target == null) {
            return false;
        }
        target = next.apply(target.epoch());
        return true;
    }

    /** The same preparation serves another epoch: the operator counted on while the model stayed. */
    public synchronized void renumber(long epoch) {
        if (target != null && target.epoch() != epoch) {
            // Answers of the candidate bear its epoch, which is another one now.
            trial = null;
            target = target.forEpoch(epoch);
        }
    }

    public synchronized void drop() {
        target = null;
        trial = null;
        generation++;
    }

    public synchronized void forgetPrevious(Serving expected) {
        if (previous == expected) {
            previous = null;
        }
    }

    /**
     * Makes the warm target active. One assignment: a request sees the model before or the model after.
     *
     * @return what is active now; empty when the target is not warm or is another model
     */
    public synchronized Optional<Serving> flip(long epoch, ModelRef ref, long nowEpochMillis) {
        if (!(target instanceof Target.Warm warm) || !warm.ref().sameModel(ref)) {
            return Optional.empty();
        }
        Serving next = new Serving(epoch, warm.ref(), warm.model(), nowEpochMillis);
        previous = active;
        active = next;
        trial = null;
        target = null;
        generation++;
        return Optional.of(next);
    }

    /** The active model stays, its epoch moves on. */
    public synchronized Optional<Serving> relabel(long epoch) {
        if (active != null) {
            active = new Serving(epoch, active.ref(), active.model(), active.sinceEpochMillis());
        }
        return active();
    }
}
