package dev.plumbline.rollout;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Brings every Pod to hold the target warm beside the active model, or says why that cannot be. */
final class Preparation {

    private final Facts facts;
    private final ModelVersion target;

    Preparation(Facts facts, ModelVersion target) {
        this.facts = facts;
        this.target = target;
    }

    /**
     * All that must be there, is there and can switch. Where no Pod serves anything and none can, there is nothing to
     * wait for: each takes up what is live.
     */
    boolean isComplete() {
        return total() > 0 && count(p -> p.isWarmWith(target)) == total() || isLost();
    }

    private boolean isLost() {
        return !facts.pods().isEmpty() && count(this::isLeftOut) == facts.pods().size();
    }

    /** It cannot get the active model, and must not hold up the one that mends that: it will take it up by itself. */
    private boolean isLeftOut(PodReport pod) {
        return facts.intent()
                .active()
                .filter(active -> !active.sameAs(target) && pod.lacks(active))
                .isPresent();
    }

    /** Until the Pod that became warm last has been so for long enough; a Pod that does not tell has been. */
    Duration rest() {
        return facts.pods().stream()
                .flatMap(p -> p.preparing(target).stream())
                .flatMapToLong(t -> t.warmMilliseconds().stream())
                .mapToObj(warm -> facts.wanted().minWarm().minusMillis(warm))
                .max(Comparator.naturalOrder())
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    RolloutState state() {
        if (isComplete()) {
            return new RolloutState.ReadyToSwitch(total(), rest());
        }
        if (count(PodReport::reachable) == 0) {
            return new RolloutState.Pending("WaitingForPods", "no inference Pod answers yet");
        }
        int loaded =
                count(p -> p.preparing(target).filter(TargetReport::isLoaded).isPresent());
        return loaded < total()
                ? new RolloutState.Loading(loaded, total())
                : new RolloutState.WarmingUp(count(p -> p.isWarmWith(target)), total());
    }

    List<Effect> effects(Predicate<PodReport> free) {
        return facts.pods().stream()
                .filter(PodReport::reachable)
                .filter(p -> free.test(p) && !isLeftOut(p))
                .filter(p -> p.preparing(target).isEmpty())
                .<Effect>map(p -> p.target().isPresent()
                        ? new Effect.AbortTarget(p.pod())
                        : new Effect.TellTarget(p.pod(), facts.intent().epoch() + 1, target))
                .toList();
    }

    Optional<Rejection> giveUp() {
        return refused().or(this::noRoom).or(this::tooSlow).or(this::tooLate);
    }

    static boolean isOverdue(Facts facts) {
        return facts.intent()
                .attempt()
                .filter(a ->
                        facts.now().isAfter(a.startedAt().plus(facts.wanted().progressDeadline())))
                .isPresent();
    }

    /** For the end of a message that tells of a deadline; empty when every Pod could fetch what it was to. */
    static String lastTrouble(List<PodReport> pods) {
        return pods.stream()
                .flatMap(p -> p.trouble().stream())
                .findFirst()
                .map("; "::concat)
                .orElse("");
    }

    Optional<Rejection> refused() {
        return facts.pods().stream()
                .flatMap(p -> p.preparing(target).filter(TargetReport::isRefused).stream()
                        .map(t -> rejection(t.reason(), t.message(), p.pod())))
                .findFirst();
    }

    /** Asked before a Pod is told, and of no interest any more once one holds both. */
    private Optional<Rejection> noRoom() {
        boolean held = facts.pods().stream()
                .anyMatch(
                        p -> p.preparing(target).filter(TargetReport::isLoaded).isPresent());
        return held
                ? Optional.empty()
                : Headroom.shortage(facts, target).map(why -> rejection(Rejection.NO_ROOM, why, ""));
    }

    private Optional<Rejection> tooSlow() {
        if (facts.wanted().maxWarmupP99Milliseconds().isEmpty()) {
            return Optional.empty();
        }
        double max = facts.wanted().maxWarmupP99Milliseconds().getAsDouble();
        return facts.pods().stream()
                .flatMap(p -> p.preparing(target).stream()
                        .filter(t -> t.isWarm() && t.warmupP99Milliseconds().orElse(0) > max)
                        .map(t -> rejection(Rejection.TOO_SLOW, tooSlow(t, max), p.pod())))
                .findFirst();
    }

    /** Without an active model there is nothing to protect, so nothing is gained by giving up. */
    private Optional<Rejection> tooLate() {
        if (facts.intent().active().isEmpty() || !isOverdue(facts) || isComplete()) {
            return Optional.empty();
        }
        String message = "only %d of %d Pods were warm after %d s%s"
                .formatted(
                        count(p -> p.isWarmWith(target)),
                        total(),
                        facts.wanted().progressDeadline().toSeconds(),
                        lastTrouble(facts.pods()));
        return Optional.of(rejection(Rejection.DEADLINE, message, ""));
    }

    private static String tooSlow(TargetReport report, double max) {
        return "warm-up p99 %.1f ms is above the budget of %.1f ms"
                .formatted(report.warmupP99Milliseconds().orElse(0), max);
    }

    private Rejection rejection(String reason, String message, String pod) {
        return new Rejection(target, facts.wanted().request(), reason, message, pod, facts.now(), false);
    }

    private int total() {
        return Math.max(facts.pods().size(), facts.wanted().replicas()) - count(this::isLeftOut);
    }

    private int count(Predicate<PodReport> predicate) {
        return (int) facts.pods().stream().filter(predicate).count();
    }
}
