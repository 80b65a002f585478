package dev.plumbline.scorer.http;

import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.codec.Scored;
import dev.plumbline.scorer.codec.TensorProtocol;
import dev.plumbline.scorer.limits.CircuitBreaker;
import dev.plumbline.scorer.limits.Cost;
import dev.plumbline.scorer.limits.Placement;
import dev.plumbline.scorer.limits.RowBound;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.serving.CacheMissedException;
import dev.plumbline.scorer.serving.Choice;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** From a request body to an answer: chooses the model and the thread, scores, counts. */
public final class Scoring {

    private static final Logger LOG = Logger.getLogger(Scoring.class);

    private final Choice choice;
    private final Scorer scorer;
    private final ScoringExecutor executor;
    private final CircuitBreaker breaker;
    private final Placement placement;
    private final Traffic traffic;
    private final ScoringMeters meters;
    private final RecentRequests recent;
    private final HotRequests hot;
    private final Desks desks;
    private final int maxRows;
    private final long queueNanos;

    public Scoring(
            Choice choice,
            Scorer scorer,
            ScoringExecutor executor,
            CircuitBreaker breaker,
            Placement placement,
            Traffic traffic,
            ScoringMeters meters,
            RecentRequests recent,
            HotRequests hot,
            int maxRows,
            Duration queueTimeout) {
        this.choice = choice;
        this.scorer = scorer;
        this.executor = executor;
        this.breaker = breaker;
        this.placement = placement;
        this.traffic = traffic;
        this.meters = meters;
        this.recent = recent;
        this.hot = hot;
        this.desks = new Desks(meters);
        this.maxRows = maxRows;
        this.queueNanos = queueTimeout.toNanos();
    }

    Optional<Target> targetOf(String uri) {
        return desks.targetOf(uri);
    }

    /** @return the answer; empty when {@code later} will be told it by another thread */
    Optional<Answer> answer(Target target, byte[] body, Pending later) {
        long start = System.nanoTime();
        Optional<Serving> chosen = chosen(target, body);
        if (chosen.isEmpty()) {
            return Optional.of(refused(start, Refusals.NO_MODEL));
        }
        Serving serving = chosen.get();
        Desk desk = desks.of(serving);
        if (!desk.answersTo(target)) {
            return Optional.of(refused(start, Refusals.UNKNOWN));
        }
        RowBound rows = target.protocol() == Target.Protocol.ROWS ? RowBound.OBJECTS : RowBound.ELEMENTS;
        if (!scorer.mayWait(serving) && placement.inline(desk.cost(), body, rows)) {
            return Optional.of(score(serving, desk, target, body, start, later));
        }
        int wait = breaker.turnsAway(executor.queueDepth());
        if (wait == 0 && executor.offer(() -> later(target, body, start, later))) {
            meters.offloaded();
            return Optional.empty();
        }
        return Optional.of(refused(start, Refusals.busy(Math.max(1, wait))));
    }

    /**
     * Answers a request that no client sent, with a model that is about to become active. It goes the way of a client's
     * and is counted nowhere, but in what a row of the model costs: that is known when the first client comes.
     *
     * @param measured false while the code may not be compiled yet
     * @return false when the model refuses the request
     */
    public boolean rehearse(Serving candidate, byte[] body, boolean measured) {
        Desk desk = desks.of(candidate);
        if (desks.targetOf(desk.rowPath()).filter(desk::answersTo).isEmpty()) {
            return false;
        }
        long before = Cost.clock();
        try {
            Scored scored = RowProtocol.score(candidate, Scorer.DIRECT, body, Integer.MAX_VALUE);
            if (measured) {
                desk.cost().record(Cost.clock() - before, scored.tally().rows());
            }
            return true;
        } catch (BadInput refused) {
            return false;
        }
    }

    /** An answer that needed no model, such as one about a body that is too large; it is counted all the same. */
    Answer refused(long start, Answer answer) {
        traffic.record(System.nanoTime() - start, answer.status());
        meters.answered(answer.status());
        return answer;
    }

    private void later(Target target, byte[] body, long start, Pending pending) {
        if (!pending.wanted()) {
            return;
        }
        Optional<Answer> answer = Optional.empty();
        try {
            answer = Optional.of(late(target, body, start, pending));
        } finally {
            // An error such as a full heap goes on its way, but the client is not left without an answer.
            pending.done(answer.orElseGet(() -> refused(start, Refusals.FAILED)));
        }
    }

    private Answer late(Target target, byte[] body, long start, Pending asker) {
        if (System.nanoTime() - start > queueNanos) {
            return refused(start, Refusals.busy(1));
        }
        // Chosen anew: the model may have been switched while the request waited.
        Optional<Serving> chosen = chosen(target, body);
        if (chosen.isEmpty()) {
            return refused(start, Refusals.NO_MODEL);
        }
        Desk desk = desks.of(chosen.get());
        return desk.answersTo(target)
                ? score(chosen.get(), desk, target, body, start, asker)
                : refused(start, Refusals.UNKNOWN);
    }

    /** A path that names a model or a version is answered by whichever model of this process bears it. */
    private Optional<Serving> chosen(Target target, byte[] body) {
        Optional<Serving> first = choice.choose(body);
        if (first.isEmpty() || desks.of(first.get()).answersTo(target)) {
            return first;
        }
        return choice.others().stream()
                .filter(other -> desks.of(other).answersTo(target))
                .findFirst()
                .or(() -> first);
    }

    /** Status, headers and prediction of the answer come from the one serving that is given. */
    private Answer score(Serving serving, Desk desk, Target target, byte[] body, long start, Pending asker) {
        Answer answer;
        try {
            Cost cost = desk.cost();
            boolean measured = cost.due();
            long before = measured ? Cost.clock() : 0;
            boolean rows = target.protocol() == Target.Protocol.ROWS;
            Scored scored = rows
                    ? RowProtocol.score(serving, scorer, body, maxRows)
                    : TensorProtocol.score(serving, scorer, body, maxRows);
            if (measured) {
                cost.record(Cost.clock() - before, scored.tally().rows());
            }
            if (rows) {
                recent.offer(body);
            }
            hot.offer(rows ? HotRequests.Form.ROWS : HotRequests.Form.TENSORS, body);
            choice.answered(serving, body, rows, scored.body());
            desk.meters().scored(System.nanoTime() - start, scored.tally());
            answer = new Answer(200, desk.lines(), scored.body());
        } catch (BadInput bad) {
            answer = Answer.error(400, desk.lines(), bad.getMessage());
        } catch (CacheMissedException missed) {
            answer = Answer.error(503, desk.lines(), missed.getMessage())
                    .with("retry-after", Refusals.CACHE_BACK_SECONDS);
        } catch (RuntimeException | StackOverflowError failed) {
            tell(failed, asker.traceId());
            answer = Answer.error(500, desk.lines(), "internal error");
        }
        long nanos = System.nanoTime() - start;
        traffic.record(nanos, answer.status());
        choice.counted(serving, nanos, answer.status());
        desk.meters().answered(answer.status());
        return answer;
    }

    /** With the trace of the request, so that its line is found from the trace and the other way round. */
    private static void tell(Throwable failed, String traceId) {
        if (!traceId.isEmpty()) {
            MDC.put("traceId", traceId);
        }
        try {
            LOG.error("scoring failed", failed);
        } finally {
            MDC.remove("traceId");
        }
    }
}
