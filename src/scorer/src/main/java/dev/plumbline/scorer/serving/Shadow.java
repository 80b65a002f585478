package dev.plumbline.scorer.serving;

import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.codec.Scored;
import dev.plumbline.scorer.codec.TensorProtocol;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Scores copies of requests with a candidate and compares the answers, on a thread of low priority. What waits is bounded
 * in number and size: a copy that does not fit is dropped and counted, and the answer to the client never waits.
 */
final class Shadow {

    private static final Logger LOG = Logger.getLogger(Shadow.class);

    private static final int WAITING = 128;

    /** Of request and answer together: at most 4 MiB wait. */
    private static final int MOST_BYTES = 32 << 10;

    private final ExecutorService thread;
    private final int maxRows;
    private final Semaphore places = new Semaphore(WAITING);

    Shadow(ExecutorService thread, int maxRows) {
        this.thread = thread;
        this.maxRows = maxRows;
    }

    void offer(Trial trial, byte[] body, boolean rows, byte[] answer) {
        if (body.length + answer.length > MOST_BYTES || !places.tryAcquire()) {
            trial.differences().drop();
            return;
        }
        thread.execute(() -> {
            try {
                score(trial, body, rows, answer);
            } finally {
                places.release();
            }
        });
    }

    private void score(Trial trial, byte[] body, boolean rows, byte[] answer) {
        long start = System.nanoTime();
        int status = 200;
        try {
            // Past the cache: what the model itself takes and says is what is to be known.
            Scored scored = rows
                    ? RowProtocol.score(trial.candidate(), Scorer.DIRECT, body, maxRows)
                    : TensorProtocol.score(trial.candidate(), Scorer.DIRECT, body, maxRows);
            trial.arm().record(System.nanoTime() - start, status);
            trial.differences().add(AnswerDifference.of(answer, scored.body()));
            return;
        } catch (BadInput refused) {
            status = 400;
        } catch (IOException unreadable) {
            LOG.debug("two answers could not be compared", unreadable);
            return;
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.warn("a copy could not be scored", failed);
            status = 500;
        }
        trial.arm().record(System.nanoTime() - start, status);
    }
}
