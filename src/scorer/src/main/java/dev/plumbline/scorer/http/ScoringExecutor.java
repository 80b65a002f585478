package dev.plumbline.scorer.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

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

    /** Runs the work on a thread of the pool; a full queue gives {@code whenFull} on the calling thread. */
    public <T> CompletionStage<T> submit(Supplier<T> work, Supplier<T> whenFull) {
        try {
            return CompletableFuture.supplyAsync(work, pool);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(whenFull.get());
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
