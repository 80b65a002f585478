package dev.plumbline.scorer.serving;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

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

    /** A shadow answers nobody, also not who asks for it by its version. */
    @Override
    public List<Serving> others() {
        Stream<Serving> candidate = slot.trial().filter(t -> !t.isShadow()).map(Trial::candidate).stream();
        return Stream.concat(slot.active().stream(), candidate).toList();
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
