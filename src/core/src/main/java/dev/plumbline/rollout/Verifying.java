package dev.plumbline.rollout;

import java.util.List;
import java.util.Optional;

/** The first stage of a model: nothing of it reaches a Pod that serves before the Job has accepted its bytes. */
final class Verifying {

    private final Facts facts;
    private final ModelVersion goal;

    Verifying(Facts facts, ModelVersion goal) {
        this.facts = facts;
        this.goal = goal;
    }

    boolean isOver() {
        return facts.intent().trusts(goal);
    }

    RolloutState state() {
        return switch (facts.verification()) {
            case Verification.Running(String trouble) -> new RolloutState.Verifying(trouble);
            case Verification.Waiting(String why) -> new RolloutState.Verifying("", why);
            default -> new RolloutState.Verifying("");
        };
    }

    /** The record with the verdict, once there is one that lets the rollout go on. */
    Optional<Intent> accepted() {
        return switch (facts.verification()) {
            case Verification.Accepted(var artifact, String report) ->
                Optional.of(facts.intent().accepting(new Verified(goal.digest(), artifact, report)));
            // Without an active model there is nothing to protect: another attempt, which is another Job.
            case Verification.Unreachable u when !isServing() -> Optional.of(anew());
            case Verification.TimedOut t when !isServing() -> Optional.of(anew());
            default -> Optional.empty();
        };
    }

    private Intent anew() {
        return facts.intent().preparing(goal, facts.now());
    }

    private boolean isServing() {
        return facts.intent().active().isPresent();
    }

    Optional<Rejection> giveUp() {
        return switch (facts.verification()) {
            case Verification.Refused(String reason, String message) -> Optional.of(rejection(reason, message));
            case Verification.Unreachable(String message)
            when isServing() -> Optional.of(rejection(Rejection.FETCH_FAILED, message));
            case Verification.TimedOut(String why) when isServing() -> Optional.of(late(why));
            case Verification.Running(String trouble)
            when tooLate() -> Optional.of(trouble.isEmpty() ? late("") : rejection(Rejection.FETCH_FAILED, trouble));
            case Verification.Waiting(String why) when tooLate() -> Optional.of(late(why));
            default -> Optional.empty();
        };
    }

    List<Effect> effects() {
        return facts.verification() instanceof Verification.NotAsked
                ? List.of(new Effect.Verify(goal, facts.intent().attempt().orElseThrow()))
                : List.of();
    }

    private boolean tooLate() {
        return isServing() && Preparation.isOverdue(facts);
    }

    private Rejection late(String why) {
        return rejection(Rejection.DEADLINE, Hindrances.because("the artifact was not verified in time", why));
    }

    private Rejection rejection(String reason, String message) {
        return new Rejection(goal, facts.wanted().request(), reason, message, "", facts.now(), false);
    }
}
