package dev.plumbline.scorer.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads and a bounded queue: what does not fit is told so at once. */
public final class ScoringExecutor implements AutoCloseable {

    private final ThreadPoolExecutor pool;

    /** @param threads 0 takes one per processor */
    public ScoringExecutor(int threads, int queueCapacity) {
        int size = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(Math.max(1, queueCapacity)), task -> {
                    Thread thread = new Thread(task, "scoring-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.prestartAllCoreThreads();
    }

    /** @return false when the queue is full; the work is then not run */
    public boolean offer(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Requests that are scored or wait for it. */
    int inFlight() {
        return pool.getActiveCount() + pool.getQueue().size();
    }

    public int queueDepth() {
        return pool.getQueue().size();
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
