package dev.plumbline.plan;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.CacheFailurePolicy;
import dev.plumbline.api.CacheMode;
import dev.plumbline.api.CacheSpec;
import dev.plumbline.api.CircuitBreakerSpec;
import dev.plumbline.api.EnvVarSpec;
import dev.plumbline.api.ExecutorSpec;
import dev.plumbline.api.ExpectSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.HeapSpec;
import dev.plumbline.api.LocalRef;
import dev.plumbline.api.MetricSpec;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.ModelsSpec;
import dev.plumbline.api.ReplicasSpec;
import dev.plumbline.api.RollbackSpec;
import dev.plumbline.api.SchemaPolicy;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.SignaturePolicy;
import dev.plumbline.api.SignatureSpec;
import dev.plumbline.api.StrategySpec;
import dev.plumbline.api.WarmupSpec;
import dev.plumbline.rollout.Analysis;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.views.MemorySplit;
import dev.plumbline.views.ProfileDefaults;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Applies the defaults of api.md to a rollout whose verdicts are clean. */
public final class ValidRollouts {

    static final int TARGET_CPU_PERCENT = 70;
    static final int BREAKER_PERCENT_OF_QUEUE = 80;
    static final int BREAKER_OPEN_SECONDS = 5;
    static final int WARMUP_REQUESTS = 500;
    static final int WATCH_SECONDS = 600;

    /** In these what loading set in motion comes to rest, and the Pod of the verification is cleared away (ADR 0180). */
    static final int MIN_WARM_SECONDS = 5;

    static final String CACHE_KEYS = "{model}:{modelVersion}:{featuresHash}";

    /** A rule demands the field; this is for objects that were stored before it did. */
    static final int CACHE_TTL_SECONDS = 300;

    private static final int DIGEST_PREFIX = "sha256:".length();
    private static final int SHORT_DIGEST = 12;

    private ValidRollouts() {}

    /** @param platform that the rollout names; absent: its defaults stand in, and nothing may be planned */
    public static ValidRollout of(ModelRollout rollout, Optional<MlPlatform> platform) {
        ModelRolloutSpec spec = rollout.getSpec();
        Optional<MlPlatformSpec> around = platform.map(MlPlatform::getSpec);
        return new ValidRollout(
                rollout.getMetadata().getNamespace(),
                rollout.getMetadata().getName(),
                spec.platformRef().name(),
                around.map(MlPlatformSpec::h2o).map(H2oSpec::version).orElse(ProfileDefaults.H2O_VERSION),
                around.map(MlPlatformSpec::models).map(ModelsSpec::allow).orElse(List.of()),
                Boolean.TRUE.equals(spec.paused()),
                model(rollout.getMetadata().getName(), spec.model()),
                store(spec.model(), around.map(MlPlatformSpec::models)),
                serving(Optional.ofNullable(spec.serving())),
                strategy(spec));
    }

    /** Empty when a field is missing or absurd in a way that the schema or a rule would have refused. */
    public static Optional<ValidRollout> readable(ModelRollout rollout, Optional<MlPlatform> platform) {
        try {
            return Optional.of(of(rollout, platform));
        } catch (NullPointerException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static ModelVersion model(String rollout, ModelSpec model) {
        String version = model.version() == null
                ? model.digest().substring(DIGEST_PREFIX, DIGEST_PREFIX + SHORT_DIGEST)
                : model.version();
        String name = model.name() == null ? rollout : model.name();
        return new ModelVersion(name, version, model.digest(), model.storageUri());
    }

    /** The platform's key stands in only where the platform demands a signature. */
    private static ValidRollout.Store store(ModelSpec model, Optional<ModelsSpec> platform) {
        Optional<String> own = Optional.ofNullable(model.signature())
                .map(SignatureSpec::keyRef)
                .map(LocalRef::name);
        return new ValidRollout.Store(
                Optional.ofNullable(model.secretRef()).map(LocalRef::name),
                own.or(() -> platform.filter(p -> p.signature() == SignaturePolicy.REQUIRED)
                        .map(ModelsSpec::signingKeyRef)
                        .map(LocalRef::name)),
                Optional.ofNullable(model.expect()).map(ExpectSpec::algorithm),
                Optional.ofNullable(model.expect())
                        .map(ExpectSpec::schemaPolicy)
                        .map(SchemaPolicy::text));
    }

    private static ValidRollout.Serving serving(Optional<ServingSpec> spec) {
        Optional<ReplicasSpec> replicas = spec.map(ServingSpec::replicas);
        Optional<ExecutorSpec> executor = spec.map(ServingSpec::executor);
        Optional<CircuitBreakerSpec> breaker = spec.map(ServingSpec::circuitBreaker);
        int min = or(replicas, ReplicasSpec::min, ProfileDefaults.SERVING_REPLICAS);
        int queue = or(executor, ExecutorSpec::queueCapacity, ProfileDefaults.QUEUE_CAPACITY);
        return new ValidRollout.Serving(
                min,
                Math.max(min, or(replicas, ReplicasSpec::max, min)),
                or(replicas, ReplicasSpec::targetCpuPercent, TARGET_CPU_PERCENT),
                ValidCompute.of(spec.map(ServingSpec::resources).orElse(null), ProfileDefaults.SERVING_MEMORY),
                or(spec.map(ServingSpec::memory), HeapSpec::heapPercent, MemorySplit.DEFAULT_HEAP_PERCENT),
                or(executor, ExecutorSpec::threads, ProfileDefaults.EXECUTOR_THREADS),
                queue,
                or(breaker, CircuitBreakerSpec::queueDepth, Math.max(1, queue * BREAKER_PERCENT_OF_QUEUE / 100)),
                or(breaker, CircuitBreakerSpec::openSeconds, BREAKER_OPEN_SECONDS),
                spec.map(ServingSpec::env).orElse(List.of()).stream()
                        .map(ValidRollouts::env)
                        .toList(),
                spec.map(ServingSpec::cache)
                        .filter(cache -> cache.mode() != CacheMode.NEVER)
                        .map(ValidRollouts::cache));
    }

    private static ValidRollout.Cache cache(CacheSpec spec) {
        return new ValidRollout.Cache(
                Optional.ofNullable(spec.mode()).orElse(CacheMode.AUTO),
                Optional.ofNullable(spec.keyTemplate()).orElse(CACHE_KEYS),
                Optional.ofNullable(spec.ttlSeconds()).orElse(CACHE_TTL_SECONDS),
                !Boolean.FALSE.equals(spec.coalesce()),
                !Boolean.FALSE.equals(spec.earlyExpiry()),
                Optional.ofNullable(spec.onFailure()).orElse(CacheFailurePolicy.BYPASS));
    }

    private static ValidRollout.Switch strategy(ModelRolloutSpec spec) {
        Optional<WarmupSpec> warmup = Optional.ofNullable(spec.strategy()).map(StrategySpec::warmup);
        Optional<RollbackSpec> rollback = Optional.ofNullable(spec.rollback());
        boolean automatic = rollback.map(RollbackSpec::automatic).orElse(true);
        return new ValidRollout.Switch(
                or(warmup, WarmupSpec::requests, WARMUP_REQUESTS),
                warmup.map(WarmupSpec::maxP99Milliseconds)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                or(warmup, WarmupSpec::minWarmSeconds, MIN_WARM_SECONDS),
                Optional.ofNullable(spec.progressDeadlineSeconds()).orElse(ProfileDefaults.PROGRESS_DEADLINE_SECONDS),
                or(rollback, RollbackSpec::watchSecondsAfterPromotion, WATCH_SECONDS),
                automatic ? max5xx(Optional.ofNullable(spec.analysis())) : OptionalLong.empty(),
                Takeovers.of(spec));
    }

    /** Something is watched when any metric is; without a bound of their own, errors are then not bounded. */
    private static OptionalLong max5xx(Optional<AnalysisSpec> analysis) {
        List<MetricSpec> metrics = analysis.map(AnalysisSpec::metrics).orElse(List.of());
        return metrics.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(metrics.stream()
                        .filter(m -> Analysis.Metric.HTTP_5XX.text().equals(m.name()) && m.max() != null)
                        .map(MetricSpec::max)
                        .mapToLong(Double::longValue)
                        .findFirst()
                        .orElse(Long.MAX_VALUE));
    }

    private static EnvVar env(EnvVarSpec spec) {
        EnvVarBuilder builder = new EnvVarBuilder().withName(spec.name());
        if (spec.valueFrom() == null || spec.valueFrom().secretKeyRef() == null) {
            return builder.withValue(spec.value()).build();
        }
        return builder.withNewValueFrom()
                .withNewSecretKeyRef(
                        spec.valueFrom().secretKeyRef().key(),
                        spec.valueFrom().secretKeyRef().name(),
                        false)
                .endValueFrom()
                .build();
    }

    private static <S> int or(Optional<S> spec, Function<S, Integer> field, int otherwise) {
        return spec.map(field).orElse(otherwise);
    }
}
