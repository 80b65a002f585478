package dev.plumbline.views.process;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.PoolSpec;
import dev.plumbline.api.PoolerSpec;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.ReplicasSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.Optional;
import java.util.Set;

/** PRO-02: at full scale the Pods still get their connections. */
public final class PoolFits extends Rule {

    /** What an enabled pooler admits when the manifest names no number. */
    private static final int POOLER_CLIENTS = 1000;

    public PoolFits() {
        super(RuleCard.exemptible(
                "PRO-02",
                View.PROCESS,
                Gate.CRD_AND_WEBHOOK,
                "More connections than Postgres admits",
                "pool is given without a positive maxSize, or the largest number of replicas times the pool, with the other rollouts"
                        + " of the platform, is more than the pooler (without one, max_connections) admits.",
                """
                The sum is reached on the day of the highest load: then Postgres refuses connections, to every service
                alike, and the new replicas make it worse.""",
                "Lower serving.pool.maxSize or serving.replicas.max, or enable postgres.pooler."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof RolloutSubject rollout && connections(rollout.object()) > 0
                ? Set.of(Input.PLATFORM, Input.SIBLINGS)
                : Set.of();
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        subject.serving().map(ServingSpec::pool).ifPresent(pool -> size(pool.maxSize(), out));
        arithmetic(subject, out);
    }

    private static void size(Integer size, Findings out) {
        var draft = out.at("spec.serving.pool.maxSize")
                .allowed("at least 1")
                .mend("Set pool.maxSize, for example 10, or remove pool.");
        if (size == null) {
            draft.says("pool.maxSize is required: an unset pool opens connections without a bound. Example: 10.");
        } else if (size < 1) {
            draft.found(size)
                    .says("pool.maxSize %d must be positive; set it, for example to 10, or remove pool.", size);
        }
    }

    /** Without a platform the defaults are judged, and since it may admit more, only as a warning. */
    private static void arithmetic(RolloutSubject subject, Findings out) {
        var postgres = subject.platformSubject().flatMap(PlatformSubject::postgres);
        long own = connections(subject.object());
        long others =
                subject.neighbours().stream().mapToLong(PoolFits::connections).sum();
        var pooler = postgres.map(PostgresSpec::pooler).filter(each -> Boolean.TRUE.equals(each.enabled()));
        int admitted = pooler.isPresent()
                ? pooler.map(PoolerSpec::maxClientConnections).orElse(POOLER_CLIENTS)
                : postgres.map(PostgresSpec::maxConnections).orElse(ProfileDefaults.MAX_CONNECTIONS);
        if (own == 0 || own + others <= admitted) {
            return;
        }
        String sum = "%d replicas x pool %d = %d connections"
                .formatted(replicas(subject.object()), pool(subject.object()), own);
        String rest = others == 0 ? "" : " and %d of other rollouts".formatted(others);
        String limit = pooler.isPresent()
                ? "but the pooler admits %d; raise pooler.maxClientConnections or lower pool.maxSize."
                        .formatted(admitted)
                : "but Postgres admits %d and no pooler is enabled; enable it or lower pool.maxSize."
                        .formatted(admitted);
        out.at("spec.serving.pool.maxSize")
                .found(own + others + " connections")
                .allowed("at most " + admitted + " connections")
                .blocksIf(subject.platformSubject().isPresent())
                .says(sum + rest + ", " + limit);
    }

    private static long connections(ModelRollout rollout) {
        return (long) replicas(rollout) * pool(rollout);
    }

    private static int pool(ModelRollout rollout) {
        return serving(rollout)
                .map(ServingSpec::pool)
                .map(PoolSpec::maxSize)
                .filter(size -> size > 0)
                .orElse(0);
    }

    private static int replicas(ModelRollout rollout) {
        var replicas = serving(rollout).map(ServingSpec::replicas);
        int min = replicas.map(ReplicasSpec::min).orElse(ProfileDefaults.SERVING_REPLICAS);
        return Math.max(min, replicas.map(ReplicasSpec::max).orElse(min));
    }

    private static Optional<ServingSpec> serving(ModelRollout rollout) {
        return Optional.ofNullable(rollout.getSpec()).map(spec -> spec.serving());
    }
}
