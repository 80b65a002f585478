package dev.plumbline.views;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.DeletionPolicy;
import dev.plumbline.api.FeatureStoreSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.MageSpec;
import dev.plumbline.api.MetricSpec;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.RedisSpec;
import dev.plumbline.api.RollbackSpec;
import dev.plumbline.api.SecuritySpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.StorageSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The fields that this release accepts and does not act on yet. Whoever sets one is told so; whoever brings one to life
 * removes its line.
 */
public final class NotYetEnforced {

    /**
     * @param asked whether the manifest asks for it
     * @param instead completes "&lt;path&gt; is not enforced yet: ..."
     */
    private record Entry<S>(String path, Predicate<S> asked, String instead) {
        Advice advice() {
            return new Advice(path, "is not enforced yet: " + instead);
        }
    }

    private static final List<Entry<PlatformSubject>> PLATFORM = List.of(
            new Entry<>(
                    "spec.deletionPolicy",
                    p -> p.spec().map(MlPlatformSpec::deletionPolicy).equals(Optional.of(DeletionPolicy.SNAPSHOT)),
                    "Snapshot takes no VolumeSnapshot; the volumes are kept."),
            new Entry<>(
                    "spec.postgres.version",
                    p -> p.postgres().map(PostgresSpec::image).isEmpty()
                            && !p.postgres()
                                    .map(PostgresSpec::version)
                                    .orElse(ProfileDefaults.POSTGRES_VERSION)
                                    .equals(ProfileDefaults.POSTGRES_VERSION),
                    "the operator's own image holds Postgres 15; give spec.postgres.image for another."),
            new Entry<>(
                    "spec.postgres.pooler",
                    p -> p.postgres()
                            .map(PostgresSpec::pooler)
                            .filter(pooler -> Boolean.TRUE.equals(pooler.enabled()))
                            .isPresent(),
                    "no pooler is deployed; connections go to Postgres itself."),
            new Entry<>(
                    "spec.postgres.backup", given(p -> p.postgres().map(PostgresSpec::backup)), "no backup is made."),
            new Entry<>(
                    "spec.postgres.storage.size",
                    NotYetEnforced::growsTheDatabase,
                    "the volumes that exist keep their size; enlarge the PersistentVolumeClaims where their class allows"
                            + " it."),
            new Entry<>(
                    "spec.postgres.extensions",
                    NotYetEnforced::changesExtensions,
                    "extensions are created when the database is born; create a later one with SQL."),
            new Entry<>(
                    "securityContext.runAsUser",
                    NotYetEnforced::namesAUser,
                    "each component runs as the user that its image has, never as root."),
            new Entry<>(
                    "spec.redis.replicas",
                    p -> p.redis().map(RedisSpec::replicas).orElse(p.defaults().redisReplicas()) > 1,
                    "further Pods follow the first one and do not take over when it is lost."),
            new Entry<>(
                    "spec.redis.storage",
                    given(p -> p.redis().map(RedisSpec::storage)),
                    "the cache lives in memory and is computed again after a restart."),
            new Entry<>(
                    "spec.featureStore",
                    given(p -> p.featureStore().map(FeatureStoreSpec::tables).filter(tables -> !tables.isEmpty())),
                    "the tables are checked in this manifest, and neither made nor compared in the database."),
            new Entry<>(
                    "spec.mage",
                    p -> p.mage().map(MageSpec::enabled).orElse(p.defaults().mage()),
                    "no Pods of Mage are made."));

    private static final List<Entry<RolloutSubject>> ROLLOUT = List.of(
            new Entry<>(
                    "spec.serving.pool",
                    set(r -> r.serving().map(ServingSpec::pool)),
                    "the inference Pods open no connections to Postgres."),
            new Entry<>(
                    "spec.analysis",
                    NotYetEnforced::analysed,
                    "without a query only http5xxCount, p99Milliseconds and latencySpikeMilliseconds are measured, by the"
                            + " Pods."),
            new Entry<>(
                    "spec.rollback.keepVersions",
                    set(r -> r.spec().map(ModelRolloutSpec::rollback).map(RollbackSpec::keepVersions)),
                    "only the version before the active one is kept."),
            new Entry<>(
                    "spec.drift", set(r -> r.spec().map(ModelRolloutSpec::drift)), "inputs are not watched for drift."),
            new Entry<>(
                    "spec.validation",
                    set(r -> r.spec().map(ModelRolloutSpec::validation)),
                    "no walk-forward validation is run."));

    private NotYetEnforced() {}

    /** One advice for each field that is asked for and not acted on. */
    public static List<Advice> of(Subject subject) {
        return switch (subject) {
            case PlatformSubject platform -> asked(PLATFORM, platform);
            case RolloutSubject rollout -> asked(ROLLOUT, rollout);
            case PlanSubject plan -> List.of();
        };
    }

    /** The whole list, for the documentation. */
    public static List<String> sentences() {
        return Stream.concat(
                        PLATFORM.stream().map(Entry::advice), ROLLOUT.stream().map(Entry::advice))
                .map(advice -> "`" + advice.path() + "` " + advice.text())
                .toList();
    }

    private static <S> List<Advice> asked(List<Entry<S>> entries, S subject) {
        return entries.stream()
                .filter(entry -> entry.asked().test(subject))
                .map(Entry::advice)
                .toList();
    }

    private static boolean growsTheDatabase(PlatformSubject subject) {
        return subject.before()
                .flatMap(NotYetEnforced::storage)
                .filter(before -> storage(subject).filter(now -> now > before).isPresent())
                .isPresent();
    }

    private static Optional<Long> storage(PlatformSubject subject) {
        return subject.postgres()
                .map(PostgresSpec::storage)
                .map(StorageSpec::size)
                .flatMap(Amount::bytes);
    }

    private static boolean changesExtensions(PlatformSubject subject) {
        return subject.before()
                .filter(before -> !new HashSet<>(extensions(before)).containsAll(extensions(subject)))
                .isPresent();
    }

    private static List<String> extensions(PlatformSubject subject) {
        return Items.of(subject.postgres().map(PostgresSpec::extensions).orElse(null));
    }

    private static boolean namesAUser(PlatformSubject subject) {
        return Stream.of(
                        subject.h2o().map(H2oSpec::securityContext),
                        subject.postgres().map(PostgresSpec::securityContext),
                        subject.redis().map(RedisSpec::securityContext))
                .flatMap(Optional::stream)
                .map(SecuritySpec::runAsUser)
                .anyMatch(Objects::nonNull);
    }

    /** Metrics that nobody measures pass unseen, so they are named. */
    private static boolean analysed(RolloutSubject subject) {
        return subject.spec()
                .map(ModelRolloutSpec::analysis)
                .map(AnalysisSpec::metrics)
                .filter(metrics -> Items.of(metrics).stream()
                        .filter(metric -> metric != null && metric.query() == null)
                        .map(MetricSpec::name)
                        .filter(Objects::nonNull)
                        .anyMatch(name -> !MeasuredMetrics.NAMES.contains(name)))
                .isPresent();
    }

    private static Predicate<PlatformSubject> given(Function<PlatformSubject, Optional<?>> field) {
        return subject -> field.apply(subject).isPresent();
    }

    private static Predicate<RolloutSubject> set(Function<RolloutSubject, Optional<?>> field) {
        return subject -> field.apply(subject).isPresent();
    }
}
