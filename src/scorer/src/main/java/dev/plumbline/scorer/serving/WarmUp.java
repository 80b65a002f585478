package dev.plumbline.scorer.serving;

import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends a candidate requests through the whole path, bytes to bytes, before it may answer clients: recent requests of
 * real clients where there are any, and made-up rows. While another model serves, the thread rests most of the time, so
 * that the warm-up does not show in the latency of the answers.
 */
public final class WarmUp {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int requests;
    private final RecentRequests recent;
    private final Supplier<Optional<Serving>> active;
    private final Stage stage;

    public WarmUp(int requests, RecentRequests recent, Supplier<Optional<Serving>> active, Stage stage) {
        this.requests = requests;
        this.recent = recent;
        this.active = active;
        this.stage = stage;
    }

    /** Where a request is answered without a client. */
    @FunctionalInterface
    public interface Stage {

        /**
         * @param measured whether to learn from it what a row costs
         * @return false when the model refuses the request, such as one for another set of columns
         */
        boolean answers(Serving candidate, byte[] body, boolean measured);
    }

    /** @return the 99th percentile in milliseconds over the second half, when the code is compiled */
    Outcome<Double> run(Serving candidate) {
        SyntheticRequests synthetic = new SyntheticRequests(candidate.model());
        byte[][] real = recent.snapshot();
        boolean beside = active.get().isPresent();
        long[] nanos = new long[requests];
        Pace pace = new Pace();
        int answered = 0;
        int done = 0;
        long begin = System.nanoTime();
        while (done < requests && System.nanoTime() - begin < LONGEST.toNanos()) {
            boolean replay = real.length > 0 && done % 2 == 1;
            byte[] body = replay ? real[done / 2 % real.length] : synthetic.next();
            long start = System.nanoTime();
            if (stage.answers(candidate, body, done >= requests / 2)) {
                answered++;
            }
            nanos[done] = System.nanoTime() - start;
            done++;
            if (beside) {
                pace.step();
            }
            if (Thread.currentThread().isInterrupted()) {
                return Outcome.refused(Refusal.Reason.LoadFailed, "the warm-up was interrupted");
            }
        }
        if (requests > 0 && answered == 0) {
            return Outcome.refused(Refusal.Reason.LoadFailed, "the model answers none of the warm-up rows");
        }
        return Outcome.passed(percentile99(Arrays.copyOfRange(nanos, done / 2, done)));
    }

    private static double percentile99(long[] nanos) {
        if (nanos.length == 0) {
            return 0;
        }
        Arrays.sort(nanos);
        return nanos[Math.min(nanos.length - 1, (int) Math.ceil(nanos.length * 0.99) - 1)] / 1e6;
    }
}
