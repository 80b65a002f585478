package dev.plumbline.rollout;

import java.util.Optional;

/** What a rollout is after, by what is wanted and what was rejected, and how that is told. */
final class Aim {

    private final Facts facts;
    private final Wanted wanted;
    private final Intent intent;

    Aim(Facts facts) {
        this.facts = facts;
        this.wanted = facts.wanted();
        this.intent = facts.intent();
    }

    /** What is to become active, if that is not so already. */
    Optional<ModelVersion> model() {
        return isStopped()
                ? rollingBack().flatMap(r -> BlueGreen.wayBack(intent))
                : Optional.of(wanted.model()).filter(model -> !intent.meets(wanted));
    }

    private boolean isStopped() {
        return intent.rejectionOf(wanted).isPresent();
    }

    /** Why the way back is taken, while it is. */
    Optional<Rejection> rollingBack() {
        return intent.rejectionOf(wanted)
                .filter(Rejection::served)
                .filter(r -> intent.isActive(r) && BlueGreen.wayBack(intent).isPresent());
    }

    /** Where the rollout stands while nothing is done for it. */
    RolloutState state() {
        if (isStopped()) {
            Rejection why = intent.rejectionOf(wanted).orElseThrow();
            return why.served() && !intent.isActive(why)
                    ? new RolloutState.RolledBack(why)
                    : new RolloutState.Failed(why);
        }
        if (model().isPresent()) {
            Verifying verifying = new Verifying(facts, wanted.model());
            Trials trials = new Trials(facts, wanted.model());
            if (trials.isUnderWay()) {
                return trials.state();
            }
            return verifying.isOver() ? preparing() : verifying.state();
        }
        return PostSwitchWatch.until(facts)
                .<RolloutState>map(RolloutState.Watching::new)
                .orElseGet(RolloutState.Succeeded::new);
    }

    private RolloutState preparing() {
        BlueGreen beside = new BlueGreen(facts, wanted.model());
        return beside.isAsked()
                ? beside.state(new Preparation(facts.aside(), wanted.model()))
                : new Preparation(facts, wanted.model()).state();
    }
}
