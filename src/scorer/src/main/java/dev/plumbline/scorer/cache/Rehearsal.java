package dev.plumbline.scorer.cache;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.scorer.codec.BadInput;
import dev.plumbline.scorer.codec.RowProtocol;
import dev.plumbline.scorer.codec.TensorProtocol;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Scores the hottest requests with a model before it becomes active and remembers the answers under its version, so that
 * a switch does not empty the cache. Where the cache does not pay for the model, nothing is remembered.
 */
public final class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    /** Rest per unit of work, since another model serves meanwhile: a duty of one fifth of a core. */
    private static final int REST = 4;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Requests that are scored only to learn what they cost. */
    private static final int MEASURED = 16;

    private final PredictionCache cache;
    private final HotRequests hot;

    public Rehearsal(PredictionCache cache, HotRequests hot) {
        this.cache = cache;
        this.hot = hot;
    }

    /** @return how many requests were remembered; what goes wrong here is no fault of the model */
    public int run(Serving candidate) {
        try {
            return cache.isOff() ? 0 : rehearse(candidate);
        } catch (RuntimeException failed) {
            LOG.error("the hottest requests could not be scored before the switch", failed);
            return 0;
        }
    }

    private int rehearse(Serving candidate) {
        List<HotRequests.Request> requests = hot.hottest();
        VersionCache version = cache.version(candidate.ref());
        Tools tools = cache.tools();
        long end = System.nanoTime() + LONGEST_NANOS;
        Scorer measuring = serving -> new CachedRows(tools, version, serving.model());
        for (int i = 0; i < MEASURED && !requests.isEmpty() && version.use() == Use.OFF; i++) {
            if (!answers(candidate, measuring, requests.get(i % requests.size()), end)) {
                return 0;
            }
        }
        version.judge(tools.remote().map(RemoteCache::roundTripNanos).orElse(OptionalLong.empty()));
        int done = 0;
        Scorer filling = serving -> filling(tools, version, serving.model());
        while (done < requests.size() && version.use() != Use.OFF) {
            if (!answers(candidate, filling, requests.get(done), end)) {
                break;
            }
            done++;
            tools.meters().rehearsed();
        }
        return done;
    }

    /** Scores in any case: that the entry may be there already, from another Pod, cannot be worse. */
    private static Scorer.Rows filling(Tools tools, VersionCache version, LoadedModel model) {
        long[] print = new long[2];
        return row -> {
            row.fingerprint(version.seal().rows(), print);
            Key key = new Key(print[0], print[1]);
            Entry entry = tools.score(version, model, row);
            tools.near().put(key, entry);
            if (version.use() == Use.REDIS) {
                tools.remote().ifPresent(r -> r.put(version.seal(), key, version.redisKey(key), entry));
            }
            return entry.prediction();
        };
    }

    /** @return whether to go on; a request that the candidate refuses is passed over */
    private static boolean answers(Serving candidate, Scorer scorer, HotRequests.Request request, long end) {
        long start = System.nanoTime();
        try {
            switch (request.form()) {
                case ROWS -> RowProtocol.score(candidate, scorer, request.body(), Integer.MAX_VALUE);
                case TENSORS -> TensorProtocol.score(candidate, scorer, request.body(), Integer.MAX_VALUE);
            }
        } catch (BadInput otherColumns) {
            // Good for the model before, not for this one.
        }
        long now = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep((now - start) * REST);
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
            return false;
        }
        return now < end;
    }
}
