package dev.plumbline.views;

import dev.plumbline.api.AnalysisSpec;
import dev.plumbline.api.BackupSpec;
import dev.plumbline.api.H2oSpec;
import dev.plumbline.api.LocalRef;
import dev.plumbline.api.MetricSpec;
import dev.plumbline.api.ModelRolloutSpec;
import dev.plumbline.api.ModelSpec;
import dev.plumbline.api.NoDataPolicy;
import dev.plumbline.api.PostgresSpec;
import dev.plumbline.api.Profile;
import dev.plumbline.api.ReplicasSpec;
import dev.plumbline.api.ServingSpec;
import dev.plumbline.api.StrategyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is accepted and may still surprise. What development is for is not warned of. */
final class AdmissionAdvice {
    private AdmissionAdvice() {}

    static List<Advice> of(Subject subject) {
        return switch (subject) {
            case PlatformSubject platform -> platform(platform);
            case RolloutSubject rollout -> rollout(rollout);
            case PlanSubject plan -> List.of();
        };
    }

    private static List<Advice> platform(PlatformSubject subject) {
        var advice = new ArrayList<Advice>();
        boolean destination = subject.postgres()
                .map(PostgresSpec::backup)
                .map(BackupSpec::objectStoreSecretRef)
                .map(LocalRef::name)
                .isPresent();
        if (!destination && !subject.development()) {
            advice.add(new Advice(
                    "spec.postgres.backup.objectStoreSecretRef", "is not set: there is no destination for backups."));
        }
        subject.h2o()
                .map(H2oSpec::nodes)
                .filter(nodes -> nodes > 1 && nodes % 2 == 0)
                .ifPresent(nodes -> advice.add(new Advice(
                        "spec.h2o.nodes",
                        nodes + " is even: a split into halves has no majority; use an odd number.")));
        return advice;
    }

    private static List<Advice> rollout(RolloutSubject subject) {
        var advice = new ArrayList<Advice>();
        var replicas = subject.serving().map(ServingSpec::replicas);
        int min = replicas.map(ReplicasSpec::min).orElse(ProfileDefaults.SERVING_REPLICAS);
        int max = replicas.map(ReplicasSpec::max).orElse(min);
        if (subject.strategyType() == StrategyType.BLUE_GREEN && max <= min) {
            advice.add(new Advice(
                    "spec.serving.replicas.max",
                    max
                            + " leaves BlueGreen no head-room: the new Pods take over the whole load at once, and none can be"
                            + " added."));
        }
        boolean signed = subject.model().map(ModelSpec::signature).isPresent();
        if (!signed && subject.profile().equals(Optional.of(Profile.PRODUCTION))) {
            advice.add(new Advice("spec.model.signature", "is not set: the model is unsigned."));
        }
        subject.spec()
                .map(ModelRolloutSpec::analysis)
                .map(AnalysisSpec::noDataPolicy)
                .filter(NoDataPolicy.PASS::equals)
                .ifPresent(pass -> advice.add(new Advice(
                        "spec.analysis.noDataPolicy", "Pass promotes a model that nobody has measured; use Hold.")));
        subject.spec().map(ModelRolloutSpec::analysis).ifPresent(analysis -> queries(analysis, advice));
        return advice;
    }

    private static void queries(AnalysisSpec analysis, List<Advice> advice) {
        List<MetricSpec> asked = Items.of(analysis.metrics()).stream()
                .filter(m -> m != null && m.query() != null)
                .toList();
        if (!asked.isEmpty() && analysis.prometheus() == null) {
            advice.add(new Advice("spec.analysis.prometheus", "is not set: metrics with a query have no data."));
        }
    }
}
