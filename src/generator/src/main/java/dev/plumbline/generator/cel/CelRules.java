package dev.plumbline.generator.cel;

import java.util.List;

/** All rules that the CRDs carry, in the order of their ids. */
public final class CelRules {

    private CelRules() {}

    /** Rules of MlPlatform. */
    public static List<CelRule> platform() {
        return List.of();
    }

    /** Rules of ModelRollout. */
    public static List<CelRule> rollout() {
        return List.of();
    }
}
