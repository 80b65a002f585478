package dev.plumbline.generator.cel;

import dev.plumbline.generator.cel.Amounts.Bound;
import java.util.ArrayList;
import java.util.List;

/** PHY-01 and PHY-02: there is a memory limit of a usable size, and the heap takes 50 to 70 % of it. */
final class MemoryRules {

    private static final String H2O = "spec.h2o.resources.memory is required: -Xmx is computed from it. Example: 10Gi.";
    private static final String SERVING =
            "spec.serving.resources.memory is required: -Xmx is computed from it. Example: 4Gi.";

    private MemoryRules() {}

    static List<CelRule> platform() {
        List<CelRule> rules = new ArrayList<>();
        rules.add(new CelRule("PHY-01", "", ".spec", "has(self.spec)", H2O, Text.of(H2O)));
        rules.add(new CelRule("PHY-01", "spec", ".h2o", "self.?h2o.?resources.?memory.hasValue()", H2O, Text.of(H2O)));
        for (String component : List.of("h2o", "postgres", "redis", "mage")) {
            rules.addAll(amounts("spec." + component + ".resources"));
        }
        rules.add(heap("spec.h2o", "10Gi"));
        return rules;
    }

    static List<CelRule> rollout() {
        List<CelRule> rules = new ArrayList<>();
        rules.add(new CelRule("PHY-01", "spec.serving.resources", "has(self.memory)", SERVING, Text.of(SERVING)));
        rules.addAll(amounts("spec.serving.resources"));
        rules.add(heap("spec.serving", "1Gi"));
        return rules;
    }

    /** No machine has a Pi of memory or a thousand cores; under 64Mi no JVM and no database starts. */
    private static List<CelRule> amounts(String resources) {
        return List.of(
                Amounts.between(
                        "PHY-01",
                        resources + ".memory",
                        new Bound("64Mi", 64L << 20),
                        new Bound("1Pi", 1L << 50),
                        "10Gi"),
                Amounts.between("PHY-01", resources + ".cpu", new Bound("1m", 1), new Bound("1024", 1024), "500m"));
    }

    /** The remainder belongs to XGBoost, direct buffers and the JVM itself; see the memory split of the views. */
    private static CelRule heap(String path, String absent) {
        String percent = "self.memory.heapPercent";
        String memory = Cel.at("self", "resources.memory", absent);
        // In tenths of a Gi or in Mi, cut off, as the other doors print it.
        String bytes = "quantity(" + memory + ").asInteger() * (100 - " + percent + ") / 100";
        String tenths = "(" + bytes + ") * 10 / 1073741824";
        return new CelRule(
                "PHY-02",
                path,
                ".memory.heapPercent",
                "!has(self.memory) || !has(%1$s) || (%1$s >= 50 && %1$s <= 70)".formatted(percent),
                path + ".memory.heapPercent: allowed 50-70, default 60.",
                Text.when(
                        "type(%s) == int || %s < 0 || %s > 100".formatted(memory, percent, percent),
                        Text.of("heapPercent %s of %s is no split; allowed 50-70, default 60.", percent, memory),
                        Text.when(
                                bytes + " < 1073741824",
                                Text.of(leaves("%sMi"), percent, bytes + " / 1048576", memory),
                                Text.when(
                                        tenths + " % 10 == 0",
                                        Text.of(leaves("%sGi"), percent, bytes + " / 1073741824", memory),
                                        Text.of(
                                                leaves("%s.%sGi"),
                                                percent,
                                                bytes + " / 1073741824",
                                                tenths + " % 10",
                                                memory)))));
    }

    private static String leaves(String amount) {
        return "heapPercent %s leaves " + amount + " of %s for XGBoost and the JVM itself; allowed 50-70, default 60.";
    }
}
