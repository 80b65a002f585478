package dev.plumbline.scorer.live;

import dev.plumbline.mojo.Sha256;
import dev.plumbline.scorer.live.StateJson.CommitRequest;
import dev.plumbline.scorer.live.StateJson.TargetRequest;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Preparation;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.Target;
import dev.plumbline.scorer.serving.Trial;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * This Pod's part in a rollout: it does what the operator asks, remembers it, and compares itself with the live record.
 * The operator's calls are the quick way; the record is what counts, so a call that never came is made up for.
 */
public final class RolloutAgent {

    private static final Logger LOG = Logger.getLogger(RolloutAgent.class);

    /** An instant further away than this is a clock gone wrong. */
    private static final Duration FARTHEST_COMMIT = Duration.ofSeconds(30);

    private final ModelSlot slot;
    private final Preparation preparation;
    private final StateMemory memory;
    private final RecordReading reading;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Duration grace;
    private final Consumer<Serving> onSwitch;

    // Guarded by this object's lock.
    private Optional<LiveRecord> live = Optional.empty();
    private Optional<CommitRequest> committing = Optional.empty();
    private long differsSince;
    private volatile boolean inStep;
    private volatile boolean left;
    private volatile String doubt = "the live state has not been read yet";

    /** @param onSwitch called after each switch, with what is active now */
    public RolloutAgent(
            ModelSlot slot,
            Preparation preparation,
            StateMemory memory,
            LiveSource source,
            ScheduledExecutorService timer,
            Clock clock,
            Duration grace,
            Consumer<Serving> onSwitch) {
        this.slot = slot;
        this.preparation = preparation;
        this.memory = memory;
        this.reading = new RecordReading(source, clock);
        this.timer = timer;
        this.clock = clock;
        this.grace = grace;
        this.onSwitch = onSwitch;
    }

    /** Whether clients may be sent here: a model serves, and it is the live one. */
    public boolean isInStep() {
        return inStep && slot.active().isPresent();
    }

    /** Whether clients that still come are to connect anew, since the Service sends them elsewhere. */
    public boolean isLeft() {
        return left;
    }

    /** Why clients may not be sent here; empty when they may. */
    public String doubt() {
        return isInStep() ? "" : doubt;
    }

    /** Why the live record could not be read for a while, though what was read before is served; else empty. */
    public String recordTrouble() {
        return reading.trouble();
    }

    /** Says what the Pod remembers; until the live record is read it is in doubt and serves nothing. */
    public void begin() {
        memory.load().ifPresent(state -> {
            String what = state.target().isPresent() ? "with a model prepared for the next epoch" : "without a target";
            LOG.infof("restarted in epoch %d %s; waiting for the live state", state.epoch(), what);
        });
    }

    /** Reads the live record and takes the next step towards it. */
    public void poll() {
        try {
            Optional<LiveRecord> read = reading.read();
            if (read.isPresent()) {
                take(read.get());
                reconcile();
            } else {
                // What was last read stays in force: an API server that is away must not take the Pod down.
                doubt = "the live state cannot be read: " + reading.why();
            }
            // Also while the record cannot be read: the store is another server.
            synchronized (this) {
                preparation.refetch();
            }
        } catch (RuntimeException failed) {
            LOG.error("reading the live state failed", failed);
        }
    }

    private synchronized void take(LiveRecord read) {
        live = Optional.of(read);
        left = read.left();
    }

    /** Takes the next step towards the record that was last read. */
    public synchronized void reconcile() {
        if (live.isEmpty()) {
            return;
        }
        LiveRecord record = live.get();
        long now = clock.millis();
        boolean differs = record.active()
                .filter(active ->
                        slot.active().filter(s -> s.ref().sameModel(active)).isEmpty())
                .isPresent();
        differsSince = differs ? (differsSince == 0 ? now : differsSince) : 0;
        boolean graceOver = differs && now - differsSince >= grace.toMillis();
        switch (Alignment.of(record, slot.active(), slot.target(), committing.isPresent(), graceOver)) {
            case Alignment.InStep() -> inStep = true;
            case Alignment.Relabel(long epoch) -> {
                slot.relabel(epoch);
                inStep = true;
            }
            case Alignment.Prepare(long epoch, ModelRef ref) -> {
                inStep = record.active().isPresent();
                preparation.start(epoch, ref);
            }
            case Alignment.AwaitCommit() -> {}
            case Alignment.CatchUp(long epoch, ModelRef ref) -> {
                late("the live model is not loaded yet");
                preparation.start(epoch, ref);
            }
            case Alignment.Switch(long epoch, ModelRef ref) -> {
                flip(epoch, ref);
                remember(state(record.target()));
            }
            case Alignment.Wait() -> late(record.active().isEmpty() ? "no model is live yet" : waiting());
        }
    }

    /** The operator asks for a model to be prepared. Asked again for the same one, nothing is done twice. */
    public synchronized Reply prepare(TargetRequest request) throws IOException {
        Optional<Serving> active = slot.active();
        boolean sameAsActive =
                active.filter(s -> s.ref().sameModel(request.ref())).isPresent();
        if (!sameAsActive && active.filter(s -> request.epoch() <= s.epoch()).isPresent()) {
            return new Reply.Conflict("epoch %d is not after the active epoch %d"
                    .formatted(request.epoch(), active.get().epoch()));
        }
        memory.save(state(sameAsActive ? Optional.empty() : Optional.of(request.ref())));
        // A switch that was announced for another epoch is not what the operator wants any more.
        committing = committing.filter(announced -> !sameAsActive && announced.epoch() == request.epoch());
        if (sameAsActive) {
            preparation.abort();
        } else if (slot.target().filter(t -> keeps(t, request)).isPresent()) {
            slot.renumber(request.epoch());
        } else {
            committing = Optional.empty();
            preparation.start(request.epoch(), request.ref());
        }
        return new Reply.Done();
    }

    /**
     * A refused target is tried again when the operator counts on, which it does for a new attempt; what is not here yet,
     * also when it lies elsewhere now.
     */
    private static boolean keeps(Target target, TargetRequest request) {
        boolean again = target instanceof Target.Refused && target.epoch() != request.epoch();
        return target.leadsTo(request.ref()) && !again;
    }

    /** The operator announces the switch. Announced again, nothing is done twice. */
    public synchronized Reply commit(CommitRequest request) throws IOException {
        Optional<Serving> active = slot.active();
        if (active.filter(s -> s.ref().digest().equals(request.digest())).isPresent()
                && slot.target().isEmpty()) {
            if (active.get().epoch() < request.epoch()) {
                slot.relabel(request.epoch());
            }
            return new Reply.Done();
        }
        if (committing.filter(request::equals).isPresent()) {
            return new Reply.Done();
        }
        if (!(slot.target().orElse(null) instanceof Target.Warm warm)
                || warm.epoch() != request.epoch()
                || !warm.ref().digest().equals(request.digest())) {
            return new Reply.Conflict(
                    "no warm target has epoch %d and digest %s".formatted(request.epoch(), request.digest()));
        }
        // Compared first: the distance to an instant of long ago is no number of 64 bits.
        long now = clock.millis();
        long delay = request.atEpochMillis() <= now ? 0 : request.atEpochMillis() - now;
        if (delay > FARTHEST_COMMIT.toMillis()) {
            return new Reply.Conflict("the announced instant is %d s away, more than %d"
                    .formatted(delay / 1000, FARTHEST_COMMIT.toSeconds()));
        }
        memory.save(new LiveRecord(request.epoch(), Optional.of(warm.ref()), Optional.empty()));
        committing = Optional.of(request);
        timer.schedule(() -> carryOut(request, warm.ref()), delay, TimeUnit.MILLISECONDS);
        return new Reply.Done();
    }

    private synchronized void carryOut(CommitRequest request, ModelRef ref) {
        if (committing.filter(request::equals).isPresent()) {
            flip(request.epoch(), ref);
        }
    }

    /**
     * The operator lets the warm target answer a share of the requests. Nothing is remembered of it on disk: a Pod that
     * restarts answers with the active model alone until the operator, who has it on record, says so again.
     */
    public synchronized Reply expose(Trial.Terms terms) {
        if (committing.isPresent()) {
            return new Reply.Conflict("a switch is about to happen");
        }
        return slot.expose(terms, clock.millis())
                ? new Reply.Done()
                : new Reply.Conflict(
                        "no warm target has epoch %d and digest %s".formatted(terms.epoch(), terms.digest()));
    }

    /** The operator gives up the target. */
    public synchronized Reply abort() throws IOException {
        memory.save(state(Optional.empty()));
        committing = Optional.empty();
        preparation.abort();
        return new Reply.Done();
    }

    private LiveRecord state(Optional<ModelRef> target) {
        return new LiveRecord(
                slot.active().map(Serving::epoch).orElse(0L), slot.active().map(Serving::ref), target);
    }

    private void flip(long epoch, ModelRef ref) {
        committing = Optional.empty();
        slot.flip(epoch, ref, clock.millis()).ifPresent(now -> {
            inStep = true;
            differsSince = 0;
            LOG.infof("epoch %d: %s version %s is active", epoch, ref.name(), ref.version());
            onSwitch.accept(now);
        });
    }

    /** For a step that the live record asked for: it can be read again, so a full disk does not stop the switch. */
    private void remember(LiveRecord state) {
        try {
            memory.save(state);
        } catch (IOException full) {
            LOG.warn("the state could not be written to disk", full);
        }
    }

    private void late(String why) {
        inStep = false;
        doubt = why;
    }

    private String waiting() {
        return slot.target()
                .map(t -> t instanceof Target.Refused r
                        ? "the live model is refused: " + r.refusal().message()
                        : "the live model is being loaded")
                .orElse("the live model is not loaded yet");
    }

    /** Digests of the artifacts whose copies are worth keeping. */
    public Set<Sha256> held() {
        return Stream.of(
                        slot.active().map(Serving::ref),
                        slot.previous().map(Serving::ref),
                        slot.target().map(Target::ref))
                .flatMap(Optional::stream)
                .map(ModelRef::digest)
                .collect(Collectors.toSet());
    }
}
