package dev.plumbline.status;

import dev.plumbline.api.SwapStatus;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.RolloutState;
import dev.plumbline.rollout.SwapReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the Pods counted around the last switch. */
final class RolloutSwap {

    /** How far the clocks of two machines may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private RolloutSwap() {}

    /**
     * A proof must not shrink: a Pod that restarts forgets what it counted, so of two accounts of one switch the one
     * with more requests stays.
     */
    static SwapStatus of(RolloutSight sight, SwapStatus before) {
        if (sight.intent().epoch() == 0) {
            return before;
        }
        if (sight.intent().sides().turned() == sight.intent().epoch()) {
            return ServiceSwap.of(sight, before);
        }
        SwapStatus now = counted(sight);
        boolean keeps = before != null
                && before.epoch() != null
                && before.epoch() == sight.intent().epoch()
                && before.requests() != null
                && (now == null
                        || now.requests() < before.requests()
                        || isStillCounting(sight) && tellAlike(before, now));
        return keeps || now == null ? before : now;
    }

    /** Figures that nobody decides by are told at first and when they are complete: each time is a write. */
    private static boolean isStillCounting(RolloutSight sight) {
        return !(sight.state() instanceof RolloutState.Watching)
                && sight.intent().countedAt().filter(sight.now()::isBefore).isPresent();
    }

    /** Who switched when, and whether it hurt anybody, is news at any time. */
    private static boolean tellAlike(SwapStatus before, SwapStatus now) {
        return Objects.equals(before.at(), now.at())
                && Objects.equals(before.until(), now.until())
                && Objects.equals(before.http5xx(), now.http5xx());
    }

    private static SwapStatus counted(RolloutSight sight) {
        List<SwapReport> swaps = sight.pods().stream()
                .map(PodReport::lastSwap)
                .flatMap(Optional::stream)
                .filter(s -> s.epoch() == sight.intent().epoch() && tookPart(s, sight))
                .toList();
        if (swaps.isEmpty()) {
            return null;
        }
        LongSummaryStatistics flips =
                swaps.stream().mapToLong(SwapReport::atEpochMillis).summaryStatistics();
        return new SwapStatus(
                sight.intent().epoch(),
                "Reference",
                Instant.ofEpochMilli(flips.getMin()).toString(),
                Instant.ofEpochMilli(flips.getMax()).toString(),
                flips.getMax() - flips.getMin(),
                swaps.stream().mapToLong(SwapReport::requests).sum(),
                swaps.stream().mapToLong(SwapReport::http5xx).sum(),
                slowest(swaps, SwapReport::p99BeforeMilliseconds),
                slowest(swaps, SwapReport::p99DuringMilliseconds),
                slowest(swaps, SwapReport::longestMilliseconds),
                slowest(swaps, SwapReport::stallMilliseconds));
    }

    /** A Pod that came later loaded the model at its start; that was no switch under traffic. */
    private static boolean tookPart(SwapReport swap, RolloutSight sight) {
        return sight.intent()
                .settledAt()
                .map(at -> at.plus(SKEW).toEpochMilli())
                .filter(end -> swap.atEpochMillis() > end)
                .isEmpty();
    }

    /** Whole milliseconds, rounded up: less than one is not nothing. */
    private static Long slowest(List<SwapReport> swaps, ToDoubleFunction<SwapReport> p99) {
        return (long) Math.ceil(swaps.stream().mapToDouble(p99).max().orElse(0));
    }
}
