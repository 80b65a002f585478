package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoArchive;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.MojoLoader;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.store.ArtifactStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Brings a target from its URI to warm, one at a time, on a single thread of low priority beside the scoring. */
public final class Preparation {

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    /** A larger model is not loaded a second time for practice only: it would need the memory twice. */
    private static final long PRACTICE_BYTES = 16 << 20;

    /** A store that was away for a moment is asked again, without the operator; no Pod asks more often. */
    private static final Duration REFETCH = Duration.ofSeconds(10);

    private final ModelSlot slot;
    private final ArtifactStore store;
    private final MojoGate gate;
    private final WarmUp warmUp;
    private final Consumer<Serving> rehearse;
    private final Practice practice;
    private final ExecutorService loader;
    private final Clock clock;
    private final Runnable whenDone;
    private Future<?> running;

    /** What a process does with its first model before there are clients. */
    @FunctionalInterface
    public interface Practice {

        /** @param copies the model, loaded anew each time unless it is large; empty when that failed */
        void run(ModelRef ref, Supplier<Optional<LoadedModel>> copies);
    }

    /**
     * @param rehearse called with a model that is about to become warm, to fill what its first requests will want
     * @param whenDone called on the loader thread when a target has become warm or was refused
     */
    public Preparation(
            ModelSlot slot,
            ArtifactStore store,
            MojoGate gate,
            WarmUp warmUp,
            Consumer<Serving> rehearse,
            Practice practice,
            ExecutorService loader,
            Clock clock,
            Runnable whenDone) {
        this.slot = slot;
        this.store = store;
        this.gate = gate;
        this.warmUp = warmUp;
        this.rehearse = rehearse;
        this.practice = practice;
        this.loader = loader;
        this.clock = clock;
        this.whenDone = whenDone;
    }

    /** Starts anew, whatever was being prepared before. */
    public synchronized void start(long epoch, ModelRef ref) {
        start(new Target.Loading(epoch, ref));
    }

    /**
     * Tries again what could not be fetched a while ago; to be called often. What stood against it is told until the
     * try has come to something.
     */
    public synchronized void refetch() {
        if (slot.target().orElse(null) instanceof Target.Refused failed
                && failed.refusal().reason() == Refusal.Reason.FetchFailed
                && clock.millis() - failed.atEpochMillis() >= REFETCH.toMillis()) {
            start(new Target.Loading(failed.epoch(), failed.ref(), Optional.of(failed.refusal())));
        }
    }

    private void start(Target.Loading first) {
        long epoch = first.epoch();
        ModelRef ref = first.ref();
        // Looked up first: to begin lets go of the previous model, which a way back would need.
        Optional<LoadedModel> known = known(ref);
        long ticket = slot.begin(first);
        if (running != null) {
            running.cancel(true);
        }
        LOG.infof("preparing %s version %s (%s) for epoch %d", ref.name(), ref.version(), ref.digest(), epoch);
        running = loader.submit(() -> run(ticket, ref, known));
    }

    public synchronized void abort() {
        slot.drop();
        if (running != null) {
            running.cancel(true);
        }
    }

    private void run(long ticket, ModelRef ref, Optional<LoadedModel> known) {
        try {
            Outcome<LoadedModel> loaded = known.map(Outcome::passed).orElseGet(() -> load(ref));
            Outcome<Double> warmed = loaded.then(model -> {
                slot.advance(ticket, epoch -> new Target.Loaded(epoch, ref, model));
                practise(ref, model);
                Serving candidate = new Serving(0, ref, model, 0);
                return warmUp.run(candidate).then(p99 -> {
                    rehearse.accept(candidate);
                    return Outcome.passed(p99);
                });
            });
            switch (warmed) {
                case Outcome.Passed<Double>(Double p99) -> {
                    LoadedModel model = ((Outcome.Passed<LoadedModel>) loaded).value();
                    slot.advance(ticket, epoch -> new Target.Warm(epoch, ref, model, p99, clock.millis()));
                    LOG.infof("%s version %s is warm, p99 %.2f ms", ref.name(), ref.version(), p99);
                }
                case Outcome.Refused<Double>(Refusal refusal) -> refuse(ticket, ref, refusal);
            }
        } catch (RuntimeException | Error failed) {
            LOG.error("the preparation of a model failed", failed);
            refuse(ticket, ref, new Refusal(Refusal.Reason.LoadFailed, "the model could not be prepared"));
        }
        whenDone.run();
    }

    /**
     * With the first model of a process, while there are no clients yet: the compiler of the JVM has then seen what a switch
     * under load does, and does not take the processor for it in the middle of one.
     */
    private void practise(ModelRef ref, LoadedModel model) {
        if (slot.active().isEmpty()) {
            boolean small = model.estimatedBytes() <= PRACTICE_BYTES;
            practice.run(ref, () -> small ? again(ref) : Optional.of(model));
            // What there is now stays, some 12 MB. Young, it would be copied by each collection of the next
            // minutes, for 25 to 50 ms.
            System.gc();
        }
    }

    private Optional<LoadedModel> again(ModelRef ref) {
        return load(ref) instanceof Outcome.Passed<LoadedModel>(LoadedModel copy)
                ? Optional.of(copy)
                : Optional.empty();
    }

    private Outcome<LoadedModel> load(ModelRef ref) {
        return fetch(ref).then(file -> {
            Outcome<ArtifactFile> fits = Headroom.check(file, slot.active().map(Serving::model));
            return fits.then(this::admit).then(archive -> MojoLoader.load(archive, between()));
        });
    }

    /** An address may be odd in ways that no source foresees: told without its message, which would hold a value. */
    private Outcome<ArtifactFile> fetch(ModelRef ref) {
        try {
            return store.fetch(ref.storageUri(), ref.digest());
        } catch (RuntimeException unforeseen) {
            LOG.warnf("fetching a model ended in %s", unforeseen.getClass().getName());
            return Outcome.refused(Refusal.Reason.LoadFailed, "the address of the model cannot be used");
        }
    }

    /** While clients are served, the proof that a model scores as it should is given in small pieces. */
    private Runnable between() {
        if (slot.active().isEmpty()) {
            return () -> {};
        }
        return new Pace()::step;
    }

    private Outcome<MojoArchive> admit(ArtifactFile file) {
        try {
            return gate.admit(file);
        } catch (IOException failed) {
            return Outcome.refused(Refusal.Reason.FetchFailed, "the copy of the artifact cannot be read");
        }
    }

    private void refuse(long ticket, ModelRef ref, Refusal refusal) {
        boolean current = slot.advance(ticket, epoch -> new Target.Refused(epoch, ref, refusal, clock.millis()));
        if (current) {
            LOG.warnf(
                    "%s version %s is refused: %s: %s", ref.name(), ref.version(), refusal.reason(), refusal.message());
        }
    }

    /** Equal bytes are an equal model: what is in memory need not be fetched, which makes a way back quick. */
    private Optional<LoadedModel> known(ModelRef ref) {
        return Stream.of(slot.active(), slot.previous())
                .flatMap(Optional::stream)
                .map(Serving::model)
                .filter(model -> model.digest().equals(ref.digest()))
                .findFirst();
    }
}
