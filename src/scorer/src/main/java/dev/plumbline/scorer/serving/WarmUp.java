package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends a candidate requests through the whole path, bytes to bytes, before it may answer clients: recent requests of
 * real clients where there are any, and made-up rows. While another model serves, the thread rests most of the time, so
 * that the warm-up does not show in the latency of the answers.
 */
public final class WarmUp {

    /** Rest per unit of work while clients are served: a duty of one fifth of a core. */
    private static final int REST = 4;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int requests;
    private final RecentRequests recent;
    private final Supplier<Optional<Serving>> active;

    public WarmUp(int requests, RecentRequests recent, Supplier<Optional<Serving>> active) {
        this.requests = requests;
        this.recent = recent;
        this.active = active;
    }

    /** @return the 99th percentile in milliseconds over the second half, when the code is compiled */
    Outcome<Double> run(Serving candidate) {
        SyntheticRequests synthetic = new SyntheticRequests(candidate.model());
        byte[][] real = recent.snapshot();
        long[] nanos = new long[requests];
        int answered = 0;
        int done = 0;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean beside = active.get().isPresent();
        while (done < requests && System.nanoTime() < deadline) {
            boolean replay = real.length > 0 && done % 2 == 1;
            byte[] body = replay ? real[done / 2 % real.length] : synthetic.next();
            long start = System.nanoTime();
            if (answers(candidate, body)) {
                answered++;
            }
            nanos[done] = System.nanoTime() - start;
            if (beside && !rest(nanos[done])) {
                return Outcome.refused(Refusal.Reason.LoadFailed, "the warm-up was interrupted");
            }
            done++;
        }
        if (requests > 0 && answered == 0) {
            return Outcome.refused(Refusal.Reason.LoadFailed, "the model answers none of the warm-up rows");
        }
        return Outcome.passed(percentile99(Arrays.copyOfRange(nanos, done / 2, done)));
    }

    /** A request that the candidate refuses, such as one for another set of columns, is no fault of the candidate. */
    private static boolean answers(Serving candidate, byte[] body) {
        try {
            RowProtocol.score(candidate, body, Integer.MAX_VALUE);
            return true;
        } catch (BadInput refused) {
            return false;
        }
    }

    private static boolean rest(long workedNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(workedNanos * REST);
            return true;
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double percentile99(long[] nanos) {
        if (nanos.length == 0) {
            return 0;
        }
        Arrays.sort(nanos);
        return nanos[Math.min(nanos.length - 1, (int) Math.ceil(nanos.length * 0.99) - 1)] / 1e6;
    }
}
