package dev.plumbline.scorer;

import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.scorer.cache.CacheMode;
import dev.plumbline.scorer.cache.PredictionCache;
import dev.plumbline.scorer.cache.Rehearsal;
import dev.plumbline.scorer.drain.Draining;
import dev.plumbline.scorer.http.HttpSettings;
import dev.plumbline.scorer.http.Scoring;
import dev.plumbline.scorer.http.ScoringExecutor;
import dev.plumbline.scorer.http.SwitchPractice;
import dev.plumbline.scorer.limits.LimitSettings;
import dev.plumbline.scorer.live.ConfigMapSource;
import dev.plumbline.scorer.live.KubeApi;
import dev.plumbline.scorer.live.LiveSource;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.live.StateMemory;
import dev.plumbline.scorer.measure.ScoringMeters;
import dev.plumbline.scorer.measure.SwapProof;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.serving.Choice;
import dev.plumbline.scorer.serving.HotRequests;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Preparation;
import dev.plumbline.scorer.serving.RecentRequests;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.TrialChoice;
import dev.plumbline.scorer.serving.WarmUp;
import dev.plumbline.store.ArtifactStore;
import dev.plumbline.store.StoreSecret;
import dev.plumbline.store.StoreSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together. They are plain classes, so that a test can do it differently. */
class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ModelSlot slot(MeterRegistry registry) {
        ModelSlot slot = new ModelSlot();
        Gauge.builder("plumbline.model.epoch", slot, s -> s.active()
                        .map(Serving::epoch)
                        .orElse(0L))
                .description("Epoch of the active model, 0 without one")
                .register(registry);
        TrialGauges.register(slot, registry);
        return slot;
    }

    @Produces
    @Singleton
    RecentRequests recentRequests() {
        return new RecentRequests();
    }

    @Produces
    @Singleton
    Traffic traffic(Clock clock) {
        return new Traffic(clock);
    }

    @Produces
    @Singleton
    SwapProof swapProof(Traffic traffic) {
        return new SwapProof(traffic);
    }

    @Produces
    @Singleton
    ScoringMeters scoringMeters(MeterRegistry registry) {
        return new ScoringMeters(registry);
    }

    @Produces
    @Singleton
    Choice choice(ModelSlot slot, Threads threads, ScorerSettings settings) {
        return new TrialChoice(slot, threads.shadow(), settings.maxRows());
    }

    @Produces
    @Singleton
    PredictionCache predictionCache(ScorerSettings settings, Vertx vertx, MeterRegistry registry, Clock clock) {
        return PredictionCache.of(settings.cache(), vertx, registry, clock);
    }

    void close(@Disposes PredictionCache cache) {
        cache.close();
    }

    @Produces
    @Singleton
    HotRequests hotRequests(ScorerSettings settings) {
        return new HotRequests(settings.cache().mode() != CacheMode.NEVER);
    }

    @Produces
    @Singleton
    Rehearsal rehearsal(PredictionCache cache, HotRequests hot) {
        return new Rehearsal(cache, hot);
    }

    @Produces
    @Singleton
    KubeApi kubeApi(ScorerSettings settings) {
        Map<String, String> env = System.getenv();
        return new KubeApi(
                KubeApi.serverOf(
                        env.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc"),
                        env.getOrDefault("KUBERNETES_SERVICE_PORT", "443")),
                settings.serviceAccountDir(),
                settings.namespace());
    }

    @Produces
    @Singleton
    ArtifactStore artifactStore(ScorerSettings settings, KubeApi api) {
        StoreSecret secret = new StoreSecret(settings.storeSecretDir(), Optional.empty(), System.getenv());
        return ArtifactStore.of(
                new StoreSettings(
                        settings.stateDir().resolve("artifacts"),
                        settings.fetchMaxBytes(),
                        settings.modelsAllow().orElse(List.of()),
                        settings.fetchLoopback(),
                        settings.fetchTimeout(),
                        settings.modelVolumes(),
                        secret),
                new ConfigMapSource(api));
    }

    @Produces
    @Singleton
    SwitchPractice switchPractice(
            Vertx vertx,
            HttpSettings http,
            ScorerSettings settings,
            LimitSettings limits,
            ScoringExecutor executor,
            Scorer scorer,
            Draining draining,
            @ConfigProperty(name = "quarkus.management.port") int managementPort,
            Threads threads,
            Clock clock) {
        return new SwitchPractice(
                vertx,
                http,
                settings,
                limits,
                executor,
                scorer,
                draining,
                managementPort,
                slot -> new TrialChoice(slot, threads.shadow(), settings.maxRows()),
                clock);
    }

    @Produces
    @Singleton
    RolloutAgent rolloutAgent(
            ScorerSettings settings,
            ModelSlot slot,
            ArtifactStore store,
            RecentRequests recent,
            Rehearsal rehearsal,
            KubeApi api,
            Threads threads,
            Clock clock,
            Scoring scoring,
            Switchings switchings,
            Draining draining,
            SwitchPractice practice) {
        WarmUp warmUp = new WarmUp(settings.warmupRequests(), recent, slot::active, scoring::rehearse);
        MojoGate gate =
                new MojoGate(MojoLimits.DEFAULT.with(settings.mojoLimits().orElse("")), settings.h2oVersion());
        Preparation preparation = new Preparation(
                slot, store, gate, warmUp, rehearsal::run, practice, threads.loader(), clock, switchings::prepared);
        RolloutAgent agent = new RolloutAgent(
                slot,
                preparation,
                new StateMemory(settings.stateDir()),
                source(settings, api),
                threads.timer(),
                clock,
                settings.commitGrace(),
                switchings::switched);
        switchings.attach(agent);
        draining.alsoWhen(agent::isLeft);
        return agent;
    }

    private static LiveSource source(ScorerSettings settings, KubeApi api) {
        Optional<LiveSource> file = settings.stateFile().map(LiveSource.StateFile::new);
        return file.or(() ->
                        settings.epochConfigmap().map(name -> new LiveSource.ConfigMap(api, name, settings.epochKey())))
                .orElseGet(LiveSource.Nowhere::new);
    }
}
