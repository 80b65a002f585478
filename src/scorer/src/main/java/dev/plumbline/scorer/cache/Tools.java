package dev.plumbline.scorer.cache;

import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Row;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What all requests share. */
record Tools(
        NearCache near,
        Optional<RemoteCache> remote,
        Flights flights,
        CacheMeters meters,
        Clock clock,
        long ttlMillis,
        long deadlineNanos,
        boolean coalesce,
        boolean earlyExpiry,
        FailurePolicy onFailure) {

    /** Entries that were made together shall not end together. */
    private static final double JITTER = 0.1;

    /** Scores and times it. */
    Entry score(VersionCache version, LoadedModel model, Row row) throws CannotScoreException {
        long start = System.nanoTime();
        double[] prediction = model.score(row).clone();
        long cost = System.nanoTime() - start;
        version.scored(cost);
        double life = ttlMillis * (1 - JITTER * ThreadLocalRandom.current().nextDouble());
        return new Entry(prediction, clock.millis() + Math.max(1, (long) life), cost);
    }
}
