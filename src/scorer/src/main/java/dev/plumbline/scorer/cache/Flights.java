package dev.plumbline.scorer.cache;

import dev.plumbline.mojo.CannotScoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One scoring for all who ask for the same row at the same time. */
final class Flights {

    /** Longer than any scoring should take; after that a caller scores for itself. */
    private static final long LONGEST_MILLIS = 1000;

    private final ConcurrentHashMap<Key, CompletableFuture<Entry>> running = new ConcurrentHashMap<>();

    /** Work that may find that there is no prediction. */
    @FunctionalInterface
    interface Work {
        Entry run() throws CannotScoreException;
    }

    /** @return empty when another thread is at it */
    Optional<Entry> lead(Key key, Work work) throws CannotScoreException {
        CompletableFuture<Entry> mine = new CompletableFuture<>();
        return running.putIfAbsent(key, mine) == null ? Optional.of(fly(key, mine, work)) : Optional.empty();
    }

    /**
     * Does the work, or waits for whoever is doing it.
     *
     * @return empty when the other thread came to nothing; the caller is then on its own
     */
    Optional<Entry> join(Key key, Work work) throws CannotScoreException {
        CompletableFuture<Entry> mine = new CompletableFuture<>();
        CompletableFuture<Entry> other = running.putIfAbsent(key, mine);
        if (other == null) {
            return Optional.of(fly(key, mine, work));
        }
        try {
            return Optional.of(other.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Entry fly(Key key, CompletableFuture<Entry> mine, Work work) throws CannotScoreException {
        try {
            Entry entry = work.run();
            mine.complete(entry);
            return entry;
        } catch (CannotScoreException | RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            running.remove(key, mine);
        }
    }
}
