package dev.plumbline.scorer.cache;

import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.cache.CacheMeters.Source;
import dev.plumbline.scorer.serving.CacheMissedException;
import dev.plumbline.scorer.serving.Scorer;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The rows of one request: from this process, from Redis, or scored. */
final class CachedRows implements Scorer.Rows {

    /** One row in so many is timed where no row is looked up: enough to notice, too few to cost. */
    private static final int TIMED_EVERY = 16;

    private static final int SAMPLED_EVERY = 32;

    private final Tools tools;
    private final VersionCache version;
    private final LoadedModel model;
    private final long[] print = new long[2];
    private final boolean mayWait = !Context.isOnEventLoopThread();
    private long waitedNanos;
    private boolean worked;
    private boolean unanswered;
    private final Ahead ahead = new Ahead();

    CachedRows(Tools tools, VersionCache version, LoadedModel model) {
        this.tools = tools;
        this.version = version;
        this.model = model;
    }

    @Override
    public boolean wantsAll() {
        return mayWait && tools.remote().isPresent() && version.use() == Use.REDIS;
    }

    @Override
    public void announce(Row row) {
        if (!ahead.isFull()) {
            Key key = key(row);
            if (tools.near().get(key, tools.clock().millis()).isEmpty()) {
                ahead.want(key, version.redisKey(key));
            }
        }
    }

    @Override
    public void announced() {
        if (ahead.isWorthAsking() && tools.remote().isPresent()) {
            long start = System.nanoTime();
            ahead.ask(tools.remote().get(), version, model.outputs().size());
            waitedNanos += System.nanoTime() - start;
            unanswered = ahead.isUnanswered();
        }
    }

    @Override
    public double[] score(Row row) throws CannotScoreException {
        Use use = version.use();
        if (use == Use.OFF) {
            return unremembered(row);
        }
        Key key = key(row);
        long now = tools.clock().millis();
        Optional<Entry> known = tools.near().get(key, now);
        if (known.isPresent() && !isDue(known.get(), now)) {
            tools.meters().row(Source.NEAR);
            return known.get().prediction();
        }
        return fresh(row, key, use, known).prediction();
    }

    /** Scores, and now and then measures what a lookup would have cost. */
    private double[] unremembered(Row row) throws CannotScoreException {
        if (version.isMeasured() && ThreadLocalRandom.current().nextInt(TIMED_EVERY) != 0) {
            return model.score(row);
        }
        long start = System.nanoTime();
        tools.near().get(key(row), tools.clock().millis());
        long looked = System.nanoTime();
        double[] prediction = model.score(row);
        version.scored(System.nanoTime() - looked);
        version.lookedUp(looked - start);
        return prediction;
    }

    private Key key(Row row) {
        row.fingerprint(version.seal().rows(), print);
        return new Key(print[0], print[1]);
    }

    private boolean isDue(Entry entry, long now) {
        return tools.earlyExpiry()
                && EarlyExpiry.isDue(entry, now, 1 - ThreadLocalRandom.current().nextDouble());
    }

    private Entry fresh(Row row, Key key, Use use, Optional<Entry> ending) throws CannotScoreException {
        if (!tools.coalesce() || !mayWait) {
            return obtain(row, key, use, ending);
        }
        worked = false;
        if (ending.isPresent()) {
            // One caller renews; for all others the entry is still good.
            Entry entry = tools.flights()
                    .lead(key, () -> obtain(row, key, use, ending))
                    .orElse(ending.get());
            count(Source.NEAR);
            return entry;
        }
        Optional<Entry> entry = tools.flights().join(key, () -> obtain(row, key, use, ending));
        if (entry.isEmpty()) {
            return obtain(row, key, use, ending);
        }
        count(Source.SHARED);
        return entry.get();
    }

    private void count(Source withoutWork) {
        if (!worked) {
            tools.meters().row(withoutWork);
        }
    }

    private Entry obtain(Row row, Key key, Use use, Optional<Entry> ending) throws CannotScoreException {
        worked = true;
        // Another caller may have put it there between the lookup and now.
        Optional<Entry> meanwhile = tools.near().get(key, tools.clock().millis());
        if (meanwhile.isPresent() && newer(meanwhile.get(), ending)) {
            tools.meters().row(Source.SHARED);
            return meanwhile.get();
        }
        boolean remote = use == Use.REDIS || use == Use.SAMPLE && Math.floorMod(key.low(), SAMPLED_EVERY) == 0;
        byte[] redisKey = remote ? version.redisKey(key) : new byte[0];
        if (remote && mayWait) {
            Optional<Entry> found = remembered(key, redisKey);
            if (found.isPresent()
                    && newer(found.get(), ending)
                    && !isDue(found.get(), tools.clock().millis())) {
                tools.near().put(key, found.get());
                tools.meters().row(Source.REDIS);
                return found.get();
            }
        }
        if (use == Use.REDIS && ending.isEmpty() && mustRefuse()) {
            tools.meters().refused();
            throw new CacheMissedException();
        }
        Entry entry = tools.score(version, model, row);
        tools.near().put(key, entry);
        if (remote) {
            tools.remote().ifPresent(r -> r.put(version.seal(), key, redisKey, entry));
        }
        tools.meters().row(ending.isPresent() ? Source.RENEWED : Source.SCORED);
        return entry;
    }

    private static boolean newer(Entry entry, Optional<Entry> ending) {
        return ending.isEmpty() || entry.expiresAtMillis() > ending.get().expiresAtMillis();
    }

    /** From what Redis told of the whole request, else by a question of its own while there is time. */
    private Optional<Entry> remembered(Key key, byte[] redisKey) {
        Optional<Lookup> told = ahead.of(key);
        if (told.isPresent()) {
            return told.get() instanceof Lookup.Found(Entry entry) ? Optional.of(entry) : Optional.empty();
        }
        return waitedNanos < tools.deadlineNanos() ? ask(key, redisKey) : Optional.empty();
    }

    /**
     * Whether this row may not be scored. Rows for which no time was left are, as long as Redis answered what it was asked:
     * a long request is no sign that the cache failed.
     */
    private boolean mustRefuse() {
        if (tools.onFailure() == FailurePolicy.BYPASS || tools.remote().isEmpty()) {
            return false;
        }
        // A thread that carries connections asks nobody; it comes here when Redis was away a moment ago.
        return unanswered || !tools.remote().get().isUsable();
    }

    private Optional<Entry> ask(Key key, byte[] redisKey) {
        if (tools.remote().isEmpty()) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        Lookup lookup = tools.remote()
                .get()
                .get(version.seal(), key, redisKey, model.outputs().size());
        waitedNanos += System.nanoTime() - start;
        return switch (lookup) {
            case Lookup.Found(Entry entry) -> {
                version.asked(true);
                yield Optional.of(entry);
            }
            case Lookup.Absent absent -> {
                version.asked(false);
                yield Optional.empty();
            }
            case Lookup.Unavailable unavailable -> {
                unanswered = true;
                yield Optional.empty();
            }
        };
    }
}
