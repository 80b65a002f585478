package dev.plumbline.scorer.cache;

import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Remembers predictions, per version of a model, as far as that pays. */
public final class PredictionCache implements Scorer, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PredictionCache.class);

    /** Two probes close the breaker and a few failed ones open it, each well within a second. */
    private static final int TICK_MILLIS = 250;

    /** The active version, the one before, a target and one to spare. */
    private static final int VERSIONS = 4;

    private final CacheMode mode;
    private final KeyTemplate template;
    private final String secret;
    private final Tools tools;
    private final List<VersionCache> versions = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private Consumer<Gauge> forget = gauge -> {};
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cache").factory());
    // Of the ticker alone.
    private boolean usable;
    private String told = "";
    // The version that was asked for last, to be found without a lock; null at first.
    private volatile VersionCache latest;

    PredictionCache(CacheMode mode, KeyTemplate template, String secret, Tools tools) {
        this.mode = mode;
        this.template = template;
        this.secret = secret;
        this.tools = tools;
    }

    public static PredictionCache of(CacheSettings settings, Vertx vertx, MeterRegistry registry, Clock clock) {
        CacheMeters meters = new CacheMeters(registry);
        long deadline = settings.deadline().toNanos();
        Optional<RedisAddress> address = settings.redisHost()
                .filter(host -> settings.mode() != CacheMode.NEVER)
                .map(host -> new RedisAddress(
                        host, settings.redisPort(), settings.redisUser(), settings.redisPasswordFile()));
        Tools tools = new Tools(
                new NearCache(settings.nearBytes()),
                address.map(at -> new RemoteCache(
                        new RedisLink(vertx, at), new Breaker(System::nanoTime), meters, deadline, clock)),
                new Flights(),
                meters,
                clock,
                settings.ttl().toMillis(),
                deadline,
                settings.coalesce(),
                settings.earlyExpiry(),
                settings.onFailure());
        String secret = address.flatMap(RedisAddress::password).orElse("");
        PredictionCache cache =
                new PredictionCache(settings.mode(), new KeyTemplate(settings.keyTemplate()), secret, tools);
        cache.gauges(registry);
        return cache;
    }

    /** Begins to watch Redis and to weigh what is measured. */
    public void begin() {
        if (mode != CacheMode.NEVER) {
            ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Rows open(Serving serving) {
        return mode == CacheMode.NEVER
                ? Scorer.DIRECT.open(serving)
                : new CachedRows(tools, version(serving.ref()), serving.model());
    }

    @Override
    public boolean mayWait(Serving serving) {
        // While Redis is away nobody waits for it, so nobody needs a thread to wait on.
        if (mode == CacheMode.NEVER
                || tools.remote().filter(RemoteCache::isUsable).isEmpty()) {
            return false;
        }
        Use use = version(serving.ref()).use();
        return use == Use.REDIS || use == Use.SAMPLE;
    }

    /** The shape of the cache as the admin API shows it, for the version that was asked for last. */
    public CacheReport report() {
        return CacheReport.of(mode, Optional.ofNullable(latest), tools);
    }

    boolean isOff() {
        return mode == CacheMode.NEVER;
    }

    VersionCache version(ModelRef ref) {
        VersionCache known = latest;
        return known != null && isFor(known, ref) ? known : find(ref);
    }

    Tools tools() {
        return tools;
    }

    private static boolean isFor(VersionCache version, ModelRef ref) {
        return version.ref() == ref || version.ref().sameModel(ref);
    }

    private synchronized VersionCache find(ModelRef ref) {
        Optional<VersionCache> known =
                versions.stream().filter(v -> isFor(v, ref)).findFirst();
        VersionCache version = known.orElseGet(() -> new VersionCache(
                ref,
                Seal.of(ref, secret),
                template.bind(ref.name(), ref.version()),
                mode,
                tools.remote().isPresent()));
        versions.remove(version);
        versions.add(version);
        if (versions.size() > VERSIONS) {
            versions.removeFirst();
        }
        latest = version;
        return version;
    }

    /** One look at Redis and at every version. */
    void tick() {
        try {
            tools.remote().ifPresent(this::probe);
            List<VersionCache> all;
            synchronized (this) {
                all = List.copyOf(versions);
            }
            all.forEach(this::judge);
        } catch (RuntimeException failed) {
            // A ticker that throws is never called again.
            LOG.error("the cache could not be looked after", failed);
        }
    }

    private void probe(RemoteCache remote) {
        remote.probe();
        if (remote.isUsable() != usable) {
            usable = !usable;
            if (usable) {
                LOG.info("Redis answers");
            } else {
                LOG.warn("Redis does not answer; rows are scored");
            }
        } else if (!usable && !remote.lastFailure().equals(told)) {
            told = remote.lastFailure();
            LOG.warnf("no connection to Redis: %s", told);
        }
    }

    private void judge(VersionCache version) {
        Use before = version.use();
        version.judge(tools.remote().map(RemoteCache::roundTripNanos).orElse(OptionalLong.empty()));
        if (version.use() != before) {
            LOG.infof(
                    "cache of %s version %s: %s, because %s",
                    version.ref().name(),
                    version.ref().version(),
                    version.use(),
                    version.verdict().because());
        }
    }

    private void gauges(MeterRegistry registry) {
        forget = registry::remove;
        gauges.add(Gauge.builder("plumbline.cache.entries", tools.near(), NearCache::size)
                .description("Entries in this process")
                .register(registry));
        gauges.add(Gauge.builder(
                        "plumbline.cache.redis.usable",
                        this,
                        c -> c.tools.remote().filter(RemoteCache::isUsable).isPresent() ? 1 : 0)
                .description("1 while requests may ask Redis")
                .register(registry));
        gauges.add(Gauge.builder(
                        "plumbline.cache.use",
                        this,
                        c -> c.latest == null ? 0 : c.latest.use().ordinal())
                .description("How far the cache is used: 0 off, 1 in the process, 2 Redis for a sample, 3 Redis")
                .register(registry));
        gauges.add(Gauge.builder(
                        "plumbline.cache.score.seconds", this, c -> c.report().scoreMicros() / 1e6)
                .description("Median of scoring a row, as the cache weighs it")
                .register(registry));
        gauges.add(Gauge.builder(
                        "plumbline.cache.redis.seconds", this, c -> c.report().roundTripMicros() / 1e6)
                .description("Median of asking Redis, as the cache weighs it")
                .register(registry));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        // The registry may outlive this cache, and would go on telling of it instead of the next one.
        gauges.forEach(forget);
        tools.remote().ifPresent(RemoteCache::close);
    }
}
