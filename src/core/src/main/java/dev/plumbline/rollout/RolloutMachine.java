package dev.plumbline.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides the next step of a rollout from what is wanted, what was persisted and what the Pods report. Nothing is
 * remembered between two calls, so whoever asks may die at any step and the next one goes on.
 *
 * <p>The order of a switch: all Pods warm with the target; the new epoch written; all Pods told one instant. A Pod that
 * missed the last is told again. Pausing never interrupts a committed switch, since half of one is a third state.
 */
public final class RolloutMachine {

    private static final RolloutState CLEARING =
            new RolloutState.Pending("ClearingTarget", "an earlier target is dropped");

    private final Facts facts;
    private final Wanted wanted;
    private final Intent intent;
    private final Aim aim;

    private RolloutMachine(Facts facts) {
        this.facts = facts;
        this.wanted = facts.wanted();
        this.intent = facts.intent();
        this.aim = new Aim(facts);
    }

    public static Step next(Facts facts) {
        return new RolloutMachine(facts).next();
    }

    /** When there is something to do although nothing has changed. */
    public static Optional<Instant> due(Wanted wanted, Intent intent) {
        return BlueGreen.keptUntil(wanted, intent);
    }

    /** Whether the next step measures, so that a metrics server has to be asked before. */
    public static boolean isMeasurementDue(Facts facts) {
        Trials trials = new Trials(facts, facts.wanted().model());
        return trials.isUnderWay() && trials.isDue() || PostSwitchWatch.isDue(facts);
    }

    private Step next() {
        return recovery()
                .or(this::switching)
                .or(this::asked)
                .or(this::halt)
                .or(this::breach)
                .or(this::moved)
                .orElseGet(this::proceed);
    }

    /** A commit is always written first, so a Pod that is ahead of the record proves that the record was lost. */
    private Optional<Step> recovery() {
        return facts.pods().stream()
                .filter(p -> p.epoch() > intent.epoch())
                .max(Comparator.comparingLong(PodReport::epoch))
                .flatMap(p -> p.active().map(a -> intent.recovered(p.epoch(), located(a))))
                .map(i -> i.remembering(facts.remembered()))
                .map(i -> Step.persist(new RolloutState.Pending("RecordLost", "taken over from the Pods"), i));
    }

    private ModelVersion located(ServedModel served) {
        String uri = Stream.concat(Stream.of(wanted.model()), intent.target().stream())
                .filter(served::is)
                .map(ModelVersion::storageUri)
                .findFirst()
                .orElse("");
        return new ModelVersion(served.name(), served.version(), served.digest(), uri);
    }

    private Optional<Step> switching() {
        if (intent.isSettled()) {
            return Optional.empty();
        }
        Settlement settlement = settlement().orElseThrow();
        var state = new RolloutState.Switching(
                intent.epoch(), settlement.settled(), facts.pods().size());
        return Optional.of(
                settlement.isComplete() && facts.routed() == intent.sides().live()
                        ? Step.persist(state, intent.settled(facts.now()))
                        : new Step(state, settlement.effects()));
    }

    /** Also while paused: whoever gives up does not want to resume first. */
    private Optional<Step> asked() {
        return new Verbs(facts).next().map(decided -> Step.persist(aim.state(), decided));
    }

    /** Paused or held: the clock of the attempt stands still, so that resuming does not find it overdue. */
    private Optional<Step> halt() {
        boolean held = wanted.hold().isPresent() && aim.model().isPresent();
        if (!wanted.paused() && !held) {
            return Optional.empty();
        }
        RolloutState state = wanted.paused()
                ? new RolloutState.Paused(aim.state())
                : pending(wanted.hold().orElseThrow());
        if (intent.attempt().isPresent()) {
            return Optional.of(Step.persist(state, intent.stoppingTheClock()));
        }
        return Optional.of(wanted.paused() ? Step.of(state) : new Step(state, withSettling(List.of())));
    }

    private static RolloutState pending(Wanted.Hold hold) {
        return new RolloutState.Pending(hold.reason(), hold.message());
    }

    private Optional<Step> breach() {
        Optional<Tally> measured = PostSwitchWatch.measured(facts);
        if (measured.isPresent()) {
            return measured.map(next -> Step.persist(aim.state(), intent.watching(next)));
        }
        return PostSwitchWatch.breach(facts)
                .map(why -> why.of(BlueGreen.changed(facts, true)))
                .map(why -> Step.persist(new RolloutState.RollingBack(why), intent.rejecting(why)));
    }

    /**
     * The bytes that serve lie elsewhere now. Pods that serve have them; the next one that starts is to find them. No Job
     * looks there first: what is not these very bytes no Pod takes.
     */
    private Optional<Step> moved() {
        return intent.active().filter(wanted.model()::isMovedFrom).map(a -> wanted.hold()
                .map(h -> new Step(pending(h), withSettling(List.of())))
                .orElseGet(() -> Step.persist(aim.state(), intent.locating(wanted.model()))));
    }

    private Step proceed() {
        return templateMade().or(() -> aim.model().map(this::advance)).orElseGet(this::rest);
    }

    /** A Deployment that replaces its Pods in place makes them from what is wanted now; while held it is left alone. */
    private Optional<Step> templateMade() {
        boolean inPlace = wanted.pods().isEmpty()
                || intent.active().isEmpty()
                || intent.sides().template().isEmpty();
        return wanted.template()
                .filter(t -> inPlace && wanted.hold().isEmpty())
                .filter(t -> intent.sides().template().filter(t::sameAs).isEmpty())
                .map(t -> Step.persist(aim.state(), intent.made(t)));
    }

    private Step advance(ModelVersion goal) {
        BlueGreen beside = new BlueGreen(facts, goal);
        if (isBegunElsewhere(goal) || beside.isInTheWay() || beside.isAsked() && beside.isElsewhere()) {
            return Step.persist(CLEARING, intent.withoutTarget().withoutStandby());
        }
        return beside.isAsked() ? aside(goal, beside) : within(goal);
    }

    /** Another place is another attempt: Pods let go of what they have begun to fetch from the one before. */
    private boolean isBegunElsewhere(ModelVersion goal) {
        return intent.target().filter(goal::isMovedFrom).isPresent();
    }

    /** In Pods of its own. */
    private Step aside(ModelVersion goal, BlueGreen beside) {
        Preparation preparation = new Preparation(facts.aside(), goal);
        RolloutState state = rollingBackOr(beside.state(preparation));
        if (!beside.isBegun()) {
            Intent next = prepared(goal);
            return begin(
                    state,
                    intent.sides().standby().isPresent()
                            ? next
                            : next.aside(wanted.pods().orElseThrow()));
        }
        Verifying verifying = new Verifying(facts, goal);
        if (!verifying.isOver()) {
            return verify(verifying, preparation);
        }
        return beside.giveUp(preparation)
                .map(why -> why.hinderedBy(facts.hindrances().standby()))
                .map(this::giveUp)
                .or(() -> beside.decided(preparation).map(next -> Step.persist(state, next)))
                .orElseGet(() -> new Step(state, withSettling(beside.effects(preparation))));
    }

    private Step begin(RolloutState state, Intent next) {
        List<Effect> clearing = intent.target().isEmpty() ? aborts() : List.of();
        return clearing.isEmpty() ? Step.persist(state, next) : new Step(CLEARING, clearing);
    }

    private RolloutState rollingBackOr(RolloutState otherwise) {
        return aim.rollingBack()
                .<RolloutState>map(RolloutState.RollingBack::new)
                .orElse(otherwise);
    }

    /** Beside the active model in the Pods that serve. */
    private Step within(ModelVersion goal) {
        Preparation preparation = new Preparation(facts, goal);
        RolloutState state = rollingBackOr(preparation.state());
        if (!intent.prepares(goal)) {
            return begin(state, prepared(goal));
        }
        if (intent.attempt().isEmpty()) {
            return Step.persist(state, intent.preparing(goal, facts.now()));
        }
        Verifying verifying = new Verifying(facts, goal);
        if (!verifying.isOver()) {
            return verify(verifying, preparation);
        }
        Trials trials = new Trials(facts, goal);
        Optional<Rejection> givenUp =
                trials.isUnderWay() ? preparation.refused().or(trials::giveUp) : preparation.giveUp();
        if (givenUp.isPresent()) {
            return giveUp(givenUp.get().hinderedBy(facts.hindrances().live()));
        }
        if (trials.isUnderWay() || trials.isAsked() && preparation.isComplete()) {
            return trial(trials, preparation);
        }
        if (preparation.isComplete() && (isUrgent() || preparation.rest().isZero())) {
            return Step.persist(state, intent.committed(facts.now()));
        }
        return new Step(state, withSettling(preparation.effects(this::isFree)));
    }

    /** Nobody is to be spared anything: nothing serves, or what serves is to go. */
    private boolean isUrgent() {
        return intent.active().isEmpty() || aim.rollingBack().isPresent();
    }

    private Step trial(Trials trials, Preparation preparation) {
        return trials.decided().map(next -> Step.persist(trials.state(), next)).orElseGet(() -> {
            List<Effect> effects = new ArrayList<>(preparation.effects(this::isFree));
            effects.addAll(trials.effects(this::isFree));
            return new Step(trials.state(), withSettling(effects));
        });
    }

    private Step verify(Verifying verifying, Preparation preparation) {
        // Room is made already; nothing is told to load.
        List<Effect> effects = new ArrayList<>(verifying.effects());
        preparation.effects(this::isFree).stream()
                .filter(Effect.AbortTarget.class::isInstance)
                .forEach(effects::add);
        return verifying
                .giveUp()
                .map(this::giveUp)
                .or(() -> verifying.accepted().map(next -> Step.persist(verifying.state(), next)))
                .orElseGet(() -> new Step(verifying.state(), withSettling(effects)));
    }

    /** An old request's rejection goes; that of this request stays, as it is the reason for rolling back. */
    private Intent prepared(ModelVersion goal) {
        Intent next = intent.preparing(goal, facts.now());
        return aim.rollingBack().isPresent() ? next : next.forgiving();
    }

    private Step giveUp(Rejection why) {
        Rejection said = why.of(BlueGreen.changed(facts, false));
        return aim.rollingBack()
                .map(bad -> Step.persist(new RolloutState.Failed(bad), intent.withoutPrevious()))
                .orElseGet(() -> Step.persist(new RolloutState.Failed(said), intent.rejecting(said)));
    }

    private Step rest() {
        if (intent.target().isPresent()) {
            return Step.persist(aim.state(), intent.withoutTarget());
        }
        return BlueGreen.isKeptTooLong(facts)
                ? Step.persist(aim.state(), intent.withoutStandby())
                : new Step(aim.state(), withSettling(aborts()));
    }

    private List<Effect> aborts() {
        return facts.pods().stream()
                .filter(p -> p.reachable() && p.target().isPresent() && isFree(p) && !refusesActive(p))
                .<Effect>map(p -> new Effect.AbortTarget(p.pod()))
                .toList();
    }

    /** Kept as evidence: dropping it would only make the Pod try the same bytes again. */
    private boolean refusesActive(PodReport pod) {
        boolean refuses = intent.active()
                .flatMap(pod::preparing)
                .filter(TargetReport::isRefused)
                .isPresent();
        return refuses && aim.model().isEmpty()
                || intent.active().filter(pod::lacks).isPresent();
    }

    private List<Effect> withSettling(List<Effect> others) {
        List<Effect> all = new ArrayList<>(settlement().map(Settlement::effects).orElse(List.of()));
        all.addAll(others);
        return all;
    }

    private boolean isFree(PodReport pod) {
        return settlement().filter(s -> s.isOpen(pod)).isEmpty();
    }

    private Optional<Settlement> settlement() {
        return intent.active().map(a -> new Settlement(facts, a));
    }
}
