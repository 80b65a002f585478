package dev.plumbline.generator.cel;

import java.util.List;
import java.util.stream.Stream;

/** All rules that the API server holds by itself. */
public final class CelRules {

    private CelRules() {}

    /** Rules of MlPlatform. */
    public static List<CelRule> platform() {
        return Stream.of(
                        PhysicalRules.platform(),
                        LogicalRules.platform(),
                        AppendOnlyRules.all(),
                        ExemptionRules.platform())
                .flatMap(List::stream)
                .toList();
    }

    /** Rules of ModelRollout. */
    public static List<CelRule> rollout() {
        return Stream.of(
                        PhysicalRules.rollout(),
                        ProcessRules.rollout(),
                        DevelopmentRules.rollout(),
                        ScenarioRules.rollout(),
                        DriftRules.rollout())
                .flatMap(List::stream)
                .toList();
    }
}
