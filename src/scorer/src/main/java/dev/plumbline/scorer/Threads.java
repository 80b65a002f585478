package dev.plumbline.scorer;

import dev.plumbline.scorer.threads.ShortSlice;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The threads beside the scoring: one that loads models, one for instants and one for polling. */
@Singleton
class Threads {

    private final ExecutorService loader = Executors.newSingleThreadExecutor(named("loader", Thread.MIN_PRIORITY));
    /** Two, so that a read of the API server that hangs does not hold up the instant of a switch. */
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, named("timer", Thread.NORM_PRIORITY));

    /**
     * Of its own, and in turns as short as those of the event loops: a beat that waits for what they do not wait for would
     * tell of a stall that nobody felt.
     */
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            beat -> named("heart", Thread.MAX_PRIORITY).newThread(() -> {
                ShortSlice.take();
                beat.run();
            }));

    ScheduledExecutorService heart() {
        return heart;
    }

    /** Copies of requests for a shadow wait here, not behind the loading of a model. */
    private final ExecutorService shadow = Executors.newSingleThreadExecutor(named("shadow", Thread.MIN_PRIORITY));

    ExecutorService shadow() {
        return shadow;
    }

    ExecutorService loader() {
        return loader;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @PreDestroy
    void stop() {
        loader.shutdownNow();
        timer.shutdownNow();
        heart.shutdownNow();
        shadow.shutdownNow();
    }

    private static ThreadFactory named(String name, int priority) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setPriority(priority);
            return thread;
        };
    }
}
