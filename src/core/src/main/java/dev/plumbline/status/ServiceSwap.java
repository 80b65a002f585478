package dev.plumbline.status;

import dev.plumbline.api.SwapStatus;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.Recent;
import dev.plumbline.rollout.SwapReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What is known of a switch from one Deployment to the other. No instant is claimed at which clients were switched. */
final class ServiceSwap {

    /** Long enough for every node to have heard of it and for the first requests to have come. */
    private static final Duration COUNTED = Duration.ofSeconds(5);

    private ServiceSwap() {}

    /** Counted once, some seconds after the switch: no field follows the clock. */
    static SwapStatus of(RolloutSight sight, SwapStatus before) {
        boolean same = before != null && Long.valueOf(sight.intent().epoch()).equals(before.epoch());
        if (same && before.requests() != null) {
            return before;
        }
        Optional<Instant> settled = sight.intent().settledAt();
        // Pods that were only kept, and are back, have made no switch of their own: nothing is counted then.
        boolean reported = sight.pods().stream().anyMatch(p -> swapped(p, sight).isPresent());
        boolean counted = reported
                && settled.filter(at -> !sight.now().isBefore(at.plus(COUNTED))).isPresent();
        return new SwapStatus(
                sight.intent().epoch(),
                "Service",
                sight.intent().committedAt().map(Instant::toString).orElse(null),
                settled.map(Instant::toString).orElse(null),
                null,
                counted ? since(sight, SwapReport::requestsSince) : null,
                counted ? since(sight, SwapReport::http5xxSince) : null,
                counted ? slowest(sight.standby(), Recent::p99Milliseconds) : null,
                counted ? slowest(sight.pods(), Recent::p99Milliseconds) : null,
                counted ? slowest(sight.pods(), Recent::longestMilliseconds) : null,
                null);
    }

    private static Optional<SwapReport> swapped(PodReport pod, RolloutSight sight) {
        return pod.lastSwap().filter(s -> s.epoch() == sight.intent().epoch());
    }

    private static Long since(RolloutSight sight, java.util.function.ToLongFunction<SwapReport> count) {
        return sight.pods().stream()
                .flatMap(p -> swapped(p, sight).stream())
                .mapToLong(count)
                .sum();
    }

    /** Over the latest half minute; absent without Pods to ask. */
    private static Long slowest(List<PodReport> pods, ToDoubleFunction<Recent> value) {
        return pods.stream()
                .flatMap(p -> p.recent().stream())
                .mapToDouble(value)
                .mapToObj(v -> (long) Math.ceil(v))
                .max(Long::compare)
                .orElse(null);
    }
}
