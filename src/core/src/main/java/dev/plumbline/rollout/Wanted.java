package dev.plumbline.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the spec asks for, and what stands against beginning it.
 *
 * @param request changes with everything in the spec that could make a rejected model acceptable, and with nothing
 *     else: a change of the replica count must not try a bad model again
 * @param replicas Pods that must be there before a switch
 * @param maxWarmupP99Milliseconds absent: any warm-up time is accepted
 * @param watch absent: nothing is watched after the switch
 * @param hold a reason outside the Pods for not beginning; what is committed is finished all the same
 * @param memory of a Pod; absent: nobody looks whether two models fit before they are loaded
 * @param strategy how the target takes over once it is warm
 * @param verbs what users ask for once, with the value that tells one request from the next
 * @param template what the Pods are to be made from; absent: not known
 * @param keep how long the Pods that were left are kept after a switch to others
 * @param minWarm for which every Pod must have been warm before the switch
 */
public record Wanted(
        ModelVersion model,
        String request,
        boolean paused,
        int replicas,
        Duration progressDeadline,
        OptionalDouble maxWarmupP99Milliseconds,
        Optional<Watch> watch,
        Optional<Hold> hold,
        Optional<Memory> memory,
        Strategy strategy,
        Map<Verb, String> verbs,
        Optional<Template> template,
        Duration keep,
        Duration minWarm) {

    public Wanted {
        verbs = Map.copyOf(verbs);
    }

    /** Nothing is asked by a verb. */
    public Wanted(
            ModelVersion model,
            String request,
            boolean paused,
            int replicas,
            Duration progressDeadline,
            OptionalDouble maxWarmupP99Milliseconds,
            Optional<Watch> watch,
            Optional<Hold> hold) {
        this(
                model,
                request,
                paused,
                replicas,
                progressDeadline,
                maxWarmupP99Milliseconds,
                watch,
                hold,
                Optional.empty(),
                Strategy.hotSwap(),
                Map.of(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO);
    }

    public Wanted asking(Map<Verb, String> what) {
        return with(memory, strategy, what, template, keep, minWarm);
    }

    public Wanted within(Memory limit) {
        return with(Optional.of(limit), strategy, verbs, template, keep, minWarm);
    }

    public Wanted by(Strategy how) {
        return with(memory, how, verbs, template, keep, minWarm);
    }

    public Wanted from(Template pods) {
        return with(memory, strategy, verbs, Optional.of(pods), keep, minWarm);
    }

    public Wanted keeping(Duration left) {
        return with(memory, strategy, verbs, template, left, minWarm);
    }

    public Wanted warmFor(Duration least) {
        return with(memory, strategy, verbs, template, keep, least);
    }

    /** What the Pods must be made from before the rollout is over; absent where a Deployment replaces them in place. */
    Optional<Template> pods() {
        return template.filter(t -> strategy.kind() == Strategy.Kind.BLUE_GREEN);
    }

    private Wanted with(
            Optional<Memory> limit,
            Strategy how,
            Map<Verb, String> what,
            Optional<Template> pods,
            Duration left,
            Duration least) {
        return new Wanted(
                model,
                request,
                paused,
                replicas,
                progressDeadline,
                maxWarmupP99Milliseconds,
                watch,
                hold,
                limit,
                how,
                what,
                pods,
                left,
                least);
    }

    /**
     * What a Pod has.
     *
     * @param heapPercent share of the limit that is heap
     */
    public record Memory(long limitBytes, int heapPercent) {}

    /** @param max5xx answers of 5xx in one Pod that are still accepted while watching */
    public record Watch(Duration window, long max5xx) {}

    /** Why nothing is begun. */
    public record Hold(String reason, String message) {

        private static final String SOURCE_MISSING = "SourceMissing";

        /** The store inside the namespace does not have the artifact. */
        public static Hold sourceMissing(String message) {
            return new Hold(SOURCE_MISSING, message);
        }

        public boolean isSourceMissing() {
            return reason.equals(SOURCE_MISSING);
        }
    }
}
