package dev.plumbline.generator.cel;

/** PHY-05: an own image says by its tag which version it holds. */
final class ImageRules {

    private ImageRules() {}

    /**
     * The tag is the version.
     *
     * @param fallback version that an absent one stands for; empty when there is none to compare with
     */
    static CelRule exact(String component, String product, String fallback) {
        return image(component, product, fallback, "false");
    }

    /** The version is a major one, and the tag carries the minor and the base as well. */
    static CelRule major(String component, String product, String fallback) {
        return image(component, product, fallback, "%1$s.startsWith(%2$s + '.') || %1$s.startsWith(%2$s + '-')");
    }

    private static CelRule image(String component, String product, String fallback, String longer) {
        String of = "self." + component;
        String version = Cel.at(of, "version", fallback);
        // Without the digest; a colon that a slash follows begins the port of a registry. Empty without a tag.
        String tag = of + ".image.find('^[^@]*').find(':[^:/]+$').replace(':', '')";
        return new CelRule(
                "PHY-05",
                "spec",
                "." + component + ".image",
                """
                !has(%1$s) || !has(%1$s.image) || (!(%2$s in ['', 'latest'])
                && (%3$s == '' || %2$s == %3$s || %4$s)) || %5$s
                """.formatted(of, tag, version, longer.formatted(tag, version), Cel.softened("PHY-05")),
                "the tag of %s.image must be its version.".formatted(component),
                Text.when(
                        tag + " == ''",
                        Text.of(
                                "image has no tag and does not pin %s %%s; use the tag of spec.%s.version."
                                        .formatted(product, component),
                                version),
                        Text.of(
                                "image tag \"%%s\" does not pin %s %%s; use the tag of spec.%s.version."
                                        .formatted(product, component),
                                tag,
                                version)));
    }
}
