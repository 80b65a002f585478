package dev.plumbline.scorer;

import dev.plumbline.scorer.cache.CacheSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the process; each is an environment variable, {@code PLUMBLINE_QUEUE_CAPACITY} and so on. */
@ConfigMapping(prefix = "plumbline")
public interface ScorerSettings {

    @WithDefault("local")
    String rollout();

    @WithDefault("default")
    String namespace();

    @WithDefault("local")
    String pod();

    /** The ConfigMap that tells which model is live. */
    Optional<String> epochConfigmap();

    /** The key of that ConfigMap that speaks to this Pod. */
    @WithDefault("state.json")
    String epochKey();

    /** A JSON file of the same shape as the ConfigMap's {@code state.json}, for runs outside a cluster. */
    Optional<Path> stateFile();

    /** How often the live state is read. */
    @WithDefault("2s")
    Duration pollInterval();

    /**
     * How long a Pod that sees a newer epoch than its own waits for the commit before it calls itself late. Between the
     * operator's write and the announced instant lies about half a second.
     */
    @WithDefault("3s")
    Duration commitGrace();

    /** File with the bearer token of the admin API; without it every admin call is refused. */
    Optional<Path> adminTokenFile();

    /** A directory of the Pod's own that survives a restart of the container. */
    @WithDefault("/tmp/plumbline")
    Path stateDir();

    /** Folder with {@code token} and {@code ca.crt} of the Pod's ServiceAccount. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount")
    Path serviceAccountDir();

    /** Where the claims of {@code pvc://} URIs are mounted. */
    @WithDefault("/mnt/models")
    Path modelVolumes();

    /** The Secret of the model store, a file a key; read anew for each download. */
    Optional<Path> storeSecretDir();

    /** Beginnings of URIs that models may come from, as {@code spec.models.allow} of the platform; none allows any. */
    Optional<List<String>> modelsAllow();

    /** Whether models may come from this very machine, for runs outside of a cluster. */
    @WithDefault("false")
    boolean fetchLoopback();

    @WithDefault("120s")
    Duration fetchTimeout();

    @WithDefault("536870912")
    long fetchMaxBytes();

    /** Limits of the MOJO gate other than the defaults, such as {@code maxTrees=300000,maxRatio=80}. */
    Optional<String> mojoLimits();

    /** Threads that score; 0 takes one per processor. */
    @WithDefault("0")
    int executorThreads();

    /** Requests that may wait for a thread; more are answered 429. */
    @WithDefault("200")
    int queueCapacity();

    /** How long requests in flight are waited for, after the delay that follows SIGTERM. */
    @WithDefault("15s")
    Duration drainTimeout();

    /** Size of the body of one request. */
    @WithDefault("10485760")
    int maxBodyBytes();

    /** Rows of one request. */
    @WithDefault("10000")
    int maxRows();

    /** Requests that a new model answers before it may be switched to. */
    @WithDefault("500")
    int warmupRequests();

    /** How long the model before the active one stays in memory, for a quick way back. */
    @WithDefault("15m")
    Duration keepPrevious();

    @WithDefault("3.46.0.11")
    String h2oVersion();

    CacheSettings cache();
}
