package dev.plumbline.scorer.live;

import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.Target;
import java.util.Optional;

/** What a Pod has to do to be where the live record says. Pure: the facts in, the next step out. */
public sealed interface Alignment {

    /** The Pod serves what is live. */
    record InStep() implements Alignment {}

    /** It serves what is live under an older number. */
    record Relabel(long epoch) implements Alignment {}

    /** It serves what is live, and another model is to be prepared. */
    record Prepare(long epoch, ModelRef ref) implements Alignment {}

    /** The switch has been decided and the commit is on its way; the Pod still counts as in step. */
    record AwaitCommit() implements Alignment {}

    /** What is live is not even loaded here. */
    record CatchUp(long epoch, ModelRef ref) implements Alignment {}

    /** What is live is warm here, and the commit did not come, or there is nothing to switch from. */
    record Switch(long epoch, ModelRef ref) implements Alignment {}

    /** Work is under way, or nothing is live yet. */
    record Wait() implements Alignment {}

    /**
     * @param committing a commit was accepted and its instant has not come
     * @param graceOver the record has differed from what is served for longer than a commit takes
     */
    static Alignment of(
            LiveRecord live,
            Optional<Serving> serving,
            Optional<Target> target,
            boolean committing,
            boolean graceOver) {
        if (serving.filter(s -> s.epoch() > live.epoch()).isPresent()) {
            // A commit outran a read of the record that was under way; the Pod never goes back by itself.
            return new InStep();
        }
        if (live.active().isEmpty()) {
            return prepareTarget(live, target).orElseGet(Wait::new);
        }
        ModelRef active = live.active().get();
        if (serving.filter(s -> s.ref().sameModel(active)).isPresent()) {
            return serving.get().epoch() < live.epoch()
                    ? new Relabel(live.epoch())
                    : prepareTarget(live, target).orElseGet(InStep::new);
        }
        if (committing || serving.isPresent() && !graceOver) {
            return new AwaitCommit();
        }
        Optional<Target> same = target.filter(t -> t.leadsTo(active));
        if (same.isEmpty()) {
            return new CatchUp(live.epoch(), active);
        }
        return same.get() instanceof Target.Warm ? new Switch(live.epoch(), active) : new Wait();
    }

    private static Optional<Alignment> prepareTarget(LiveRecord live, Optional<Target> target) {
        return live.target()
                .filter(wanted -> target.filter(t -> t.leadsTo(wanted)).isEmpty())
                .map(wanted -> new Prepare(live.epoch() + 1, wanted));
    }
}
