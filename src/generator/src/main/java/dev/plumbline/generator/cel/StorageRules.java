package dev.plumbline.generator.cel;

import dev.plumbline.generator.cel.Amounts.Bound;
import java.util.ArrayList;
import java.util.List;

/** PHY-10: volumes stay, grow only, and keep their class. A StatefulSet could not follow any other change. */
final class StorageRules {

    /** What an absent size stands for. */
    private static final String DEFAULT_SIZE = "10Gi";

    private StorageRules() {}

    static List<CelRule> all() {
        List<CelRule> rules = new ArrayList<>();
        for (String component : List.of("postgres", "redis", "mage")) {
            rules.add(Amounts.between(
                    "PHY-10",
                    "spec." + component + ".storage.size",
                    new Bound("1Mi", 1L << 20),
                    new Bound("1Pi", 1L << 50),
                    "50Gi"));
            rules.add(kind(component));
            rules.add(retained(component));
            rules.add(shrink(component));
            rules.add(storageClass(component));
        }
        return rules;
    }

    private static CelRule kind(String component) {
        String claim = "data needs a PersistentVolumeClaim that is retained.";
        return new CelRule(
                "PHY-10",
                "spec." + component + ".storage",
                "!has(self.hostPath) && !self.?ephemeral.orValue(false)",
                component + " " + claim,
                Text.when(
                        "has(self.hostPath)",
                        Text.of("spec." + component + ".storage.hostPath is not allowed: " + claim),
                        Text.of("spec." + component + ".storage.ephemeral is not allowed: " + claim)));
    }

    private static CelRule retained(String component) {
        String claim = "production data needs a PersistentVolumeClaim that is retained.";
        return new CelRule(
                "PHY-10",
                "spec",
                "." + component + ".storage.retain",
                "self.?%s.?storage.?retain.orValue(true) || !%s".formatted(component, Cel.PRODUCTION),
                claim,
                Text.of("spec." + component + ".storage.retain is false: " + claim));
    }

    private static CelRule shrink(String component) {
        String now = size("self", component);
        String before = size("oldSelf", component);
        return new CelRule(
                "PHY-10",
                "spec",
                "." + component + ".storage.size",
                """
                %1$s || type(%2$s) == int || type(%3$s) == int || !isQuantity(%2$s)
                || !isQuantity(%3$s) || quantity(%2$s).compareTo(quantity(%3$s)) >= 0
                """.formatted(noVolume(component), now, before),
                "spec.%s.storage.size cannot shrink.".formatted(component),
                Text.of("spec." + component + ".storage.size cannot shrink (%s to %s).", before, now));
    }

    /** Postgres always has volumes, Mage where it is described, and Redis only those that were asked for. */
    private static String noVolume(String component) {
        return switch (component) {
            case "postgres" -> "false";
            case "mage" -> "!has(oldSelf.mage)";
            default -> "!oldSelf.?" + component + ".?storage.hasValue()";
        };
    }

    private static String size(String of, String component) {
        return Cel.at(of, component + ".storage.size", DEFAULT_SIZE);
    }

    private static CelRule storageClass(String component) {
        String name = component + ".storage.storageClassName";
        String now = Cel.at("self", name, "");
        String before = Cel.at("oldSelf", name, "");
        return new CelRule(
                "PHY-10",
                "spec",
                "." + component + ".storage.storageClassName",
                "%s || %s == %s".formatted(noVolume(component), now, before),
                "spec.%s.storage.storageClassName cannot change.".formatted(component),
                Text.of(
                        "spec." + component
                                + ".storage.storageClassName cannot change (\"%s\" to \"%s\"): the volumes exist already.",
                        before,
                        now));
    }
}
