package dev.plumbline.rollout;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** A scoring Pod by its contract, in ticks: it boots from the record, prepares beside the active model, flips at once. */
final class SimulatedPod {

    static final Duration TICK = Duration.ofSeconds(1);

    final String name;
    final Colour colour;
    String template = "";
    private final Set<String> badDigests;
    private final Random random;
    private int boot;
    private boolean booted;
    boolean partitioned;
    boolean ready;
    long epoch;
    Optional<ModelVersion> active = Optional.empty();
    private Optional<ModelVersion> target = Optional.empty();
    private TargetState targetState = TargetState.LOADING;
    private String reason = "";
    private long warmTicks;
    private Optional<Effect.Commit> flip = Optional.empty();
    private Optional<TrialReport> trial = Optional.empty();

    SimulatedPod(String name, Colour colour, Set<String> badDigests, Random random) {
        this.name = name;
        this.colour = colour;
        this.badDigests = badDigests;
        this.random = random;
        crash();
    }

    void crash() {
        boot = 1 + random.nextInt(4);
        booted = false;
        ready = false;
        epoch = 0;
        active = Optional.empty();
        target = Optional.empty();
        flip = Optional.empty();
        trial = Optional.empty();
    }

    /** @param told what it reads; empty once its Deployment is to go: it stays as it is */
    void tick(Optional<Told> told) {
        if (!booted) {
            told.ifPresent(this::boot);
            return;
        }
        told.ifPresent(this::begin);
        flip.ifPresent(c -> {
            if (target.filter(t -> t.digest().equals(c.digest())).isPresent() && targetState == TargetState.WARM) {
                active = target;
                target = Optional.empty();
                trial = Optional.empty();
                ready = true;
            }
            if (active.filter(a -> a.digest().equals(c.digest())).isPresent()) {
                epoch = c.epoch();
            }
            flip = Optional.empty();
        });
        warmTicks = targetState == TargetState.WARM ? warmTicks + 1 : 0;
        if (target.isPresent() && random.nextBoolean()) {
            prepare(badDigests.contains(target.get().digest()));
        }
    }

    /** Now and then the store is away, and is asked again. */
    private void prepare(boolean bad) {
        boolean fails = targetState == TargetState.LOADING && random.nextInt(6) == 0;
        boolean again = targetState == TargetState.REFUSED && reason.equals(Rejection.FETCH_FAILED);
        targetState = fails ? TargetState.REFUSED : again ? TargetState.LOADING : after(targetState, bad);
        reason = switch (targetState) {
            case LOADING -> reason;
            case LOADED, WARM -> "";
            case REFUSED -> fails ? Rejection.FETCH_FAILED : "LoadFailed";
        };
    }

    /** Ready only when what was loaded is still what the record says: it is read once more at the end. */
    private void boot(Told record) {
        if (--boot > 0) {
            return;
        }
        booted = true;
        active = record.active();
        epoch = active.isPresent() ? record.epoch() : 0;
        ready = active.isPresent();
    }

    /** What serves nothing takes up what it holds warm as soon as that is live. */
    private void begin(Told record) {
        boolean warm = targetState == TargetState.WARM
                && target.filter(t -> record.active().filter(t::sameAs).isPresent())
                        .isPresent();
        if (active.isEmpty() && warm) {
            active = target;
            target = Optional.empty();
            epoch = record.epoch();
            ready = true;
        }
    }

    boolean isReachable() {
        return booted && !partitioned;
    }

    PodReport report() {
        if (!isReachable()) {
            return PodReport.unreachable(name, ready);
        }
        return new PodReport(
                name,
                ready,
                true,
                epoch,
                active.map(SimulatedPod::served),
                target.map(this::reported),
                Optional.empty(),
                trial,
                Optional.empty());
    }

    private TargetReport reported(ModelVersion model) {
        OptionalLong warm =
                targetState == TargetState.WARM ? OptionalLong.of(TICK.toMillis() * warmTicks) : OptionalLong.empty();
        return new TargetReport(served(model), targetState, reason, "", OptionalDouble.empty(), warm);
    }

    void receive(Effect effect) {
        if (!isReachable()) {
            return;
        }
        switch (effect) {
            case Effect.TellTarget tell -> {
                if (target.filter(t -> leadsTo(t, tell.model())).isEmpty()) {
                    target = Optional.of(tell.model());
                    trial = Optional.empty();
                    targetState = TargetState.LOADING;
                    reason = "";
                }
            }
            case Effect.Commit commit -> flip = Optional.of(commit);
            case Effect.AbortTarget abort -> {
                target = Optional.empty();
                trial = Optional.empty();
                flip = Optional.empty();
            }
            case Effect.Expose e -> {
                if (targetState == TargetState.WARM
                        && target.filter(t -> t.digest().equals(e.digest())).isPresent()) {
                    trial = Optional.of(new TrialReport(
                            e.kind(), e.percent(), e.step(), e.digest(), 1, 0, 1, 1, TrialReport.Shadow.none()));
                }
            }
            case Effect.Verify verify -> throw new AssertionError("not for Pods: " + verify);
            case Effect.WriteEpochConfigMap write -> throw new AssertionError("not for Pods: " + write);
        }
    }

    private boolean leadsTo(ModelVersion begun, ModelVersion asked) {
        boolean here = targetState == TargetState.LOADED || targetState == TargetState.WARM;
        return begun.sameAs(asked) && (here || begun.equals(asked));
    }

    private static TargetState after(TargetState state, boolean bad) {
        return switch (state) {
            case LOADING -> bad ? TargetState.REFUSED : TargetState.LOADED;
            case LOADED, WARM -> TargetState.WARM;
            case REFUSED -> TargetState.REFUSED;
        };
    }

    private static ServedModel served(ModelVersion model) {
        return new ServedModel(model.name(), model.version(), model.digest());
    }
}
