package dev.plumbline.scorer.serving;

import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The active model answers, unless a trial is under way and the request falls into the share of its candidate. */
public final class TrialChoice implements Choice {

    private final ModelSlot slot;
    private final Shadow shadow;

    /** @param thread scores copies for a shadow, off the path of the answers */
    public TrialChoice(ModelSlot slot, ExecutorService thread, int maxRows) {
        this.slot = slot;
        this.shadow = new Shadow(thread, maxRows);
    }

    @Override
    public Optional<Serving> choose(byte[] body) {
        return slot.route(body);
    }

    @Override
    public void answered(Serving by, byte[] body, boolean rows, byte[] answer) {
        slot.trial()
                .filter(t -> t.isShadow() && t.candidate() != by)
                .ifPresent(t -> shadow.offer(t, body, rows, answer));
    }

    @Override
    public void counted(Serving by, long nanos, int status) {
        slot.trial().filter(t -> !t.isShadow() && t.candidate() == by).ifPresent(t -> t.arm()
                .record(nanos, status));
    }
}
