package dev.plumbline.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The target gets Pods of its own beside those that serve. Clients are sent there once every one of them serves it, and
 * the Pods that they leave are kept for a while as the way back.
 */
final class BlueGreen {

    private final Facts facts;
    private final Intent intent;
    private final ModelVersion goal;

    BlueGreen(Facts facts, ModelVersion goal) {
        this.facts = facts;
        this.intent = facts.intent();
        this.goal = goal;
    }

    /** To which model one could go back. */
    static Optional<ModelVersion> wayBack(Intent intent) {
        return intent.kept().map(Standby::model).or(() -> intent.previous().filter(p -> !intent.serves(p)));
    }

    /** The digest of the wanted template, if nothing else is, or was, to change; else empty. */
    static String changed(Facts facts, boolean served) {
        Intent intent = facts.intent();
        boolean alone = served
                ? intent.kept().filter(k -> intent.serves(k.model())).isPresent()
                : intent.serves(facts.wanted().model());
        return facts.wanted().pods().filter(t -> alone).map(Template::digest).orElse("");
    }

    /** The first model has nothing beside it that could go on serving meanwhile. */
    boolean isAsked() {
        return intent.active().isPresent()
                && (facts.wanted().pods().isPresent()
                        || intent.kept().filter(k -> k.model().sameAs(goal)).isPresent());
    }

    /** What stands beside the live Deployment is for something else. */
    boolean isInTheWay() {
        return intent.sides().standby().filter(s -> !isFor(s)).isPresent();
    }

    /** The target was begun in the Pods that serve. */
    boolean isElsewhere() {
        return intent.target().isPresent() && intent.sides().standby().isEmpty();
    }

    /** The record tells of it, and the clock of its attempt runs. */
    boolean isBegun() {
        return intent.sides().standby().isPresent()
                && intent.prepares(goal)
                && intent.attempt().isPresent();
    }

    /** What the way back is made from is not asked: it served. */
    private boolean isFor(Standby standby) {
        boolean forward = goal.sameAs(facts.wanted().model()) && !isGoingBack();
        return isAsked() && standby.isFor(goal, forward ? facts.wanted().pods() : Optional.empty());
    }

    private boolean isGoingBack() {
        return intent.rejectionOf(facts.wanted()).isPresent();
    }

    RolloutState state(Preparation preparation) {
        boolean warm = intent.sides()
                .standby()
                .filter(s -> isFor(s) && s.stage().compareTo(Standby.Stage.SERVING) >= 0)
                .isPresent();
        return warm ? new RolloutState.ReadyToSwitch(total()) : preparation.state();
    }

    /** The record as it is to be now, when the next stage is reached. */
    Optional<Intent> decided(Preparation preparation) {
        return switch (stage()) {
            // Pods of an earlier attempt could be taken for those of this one.
            case PLANNED ->
                facts.standby().isEmpty() ? Optional.of(intent.reaching(Standby.Stage.PREPARING)) : Optional.empty();
            case PREPARING ->
                preparation.isComplete() ? Optional.of(intent.reaching(Standby.Stage.SERVING)) : Optional.empty();
            case SERVING ->
                ready() == total() && total() > 0 ? Optional.of(intent.switchedOver(facts.now())) : Optional.empty();
            // Whoever goes back does so since something is wrong: it must not wait for the last Pod.
            case KEPT -> 2 * ready() > total() ? Optional.of(intent.switchedOver(facts.now())) : Optional.empty();
        };
    }

    List<Effect> effects(Preparation preparation) {
        return stage() == Standby.Stage.PREPARING ? preparation.effects(p -> true) : List.of();
    }

    Optional<Rejection> giveUp(Preparation preparation) {
        return switch (stage()) {
            case PLANNED, PREPARING -> preparation.giveUp();
            case SERVING, KEPT -> preparation.refused().or(this::tooLate);
        };
    }

    /** Pods that were left and that nobody will go back to. */
    static boolean isKeptTooLong(Facts facts) {
        boolean over = keptUntil(facts.wanted(), facts.intent())
                .filter(end -> !facts.now().isBefore(end))
                .isPresent();
        return facts.intent().kept().isPresent() && (over || !facts.intent().meets(facts.wanted()));
    }

    /** When the Pods that were left are to go. */
    static Optional<Instant> keptUntil(Wanted wanted, Intent intent) {
        return intent.settledAt().filter(at -> intent.kept().isPresent()).map(at -> at.plus(wanted.keep()));
    }

    private Optional<Rejection> tooLate() {
        if (!Preparation.isOverdue(facts)) {
            return Optional.empty();
        }
        String message = "only %d of %d Pods of the second Deployment were ready after %d s%s"
                .formatted(
                        ready(),
                        total(),
                        facts.wanted().progressDeadline().toSeconds(),
                        Preparation.lastTrouble(facts.standby()));
        return Optional.of(
                new Rejection(goal, facts.wanted().request(), Rejection.DEADLINE, message, "", facts.now(), false));
    }

    private Standby.Stage stage() {
        return intent.sides().standby().orElseThrow().stage();
    }

    private int total() {
        return Math.max(facts.standby().size(), facts.wanted().replicas());
    }

    private int ready() {
        return (int) facts.standby().stream()
                .filter(p -> p.ready() && p.serves(goal))
                .count();
    }
}
