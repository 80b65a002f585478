package dev.plumbline.generator.cel;

/**
 * Pieces of CEL that several rules share. In all of them {@code self} is the spec of an MlPlatform.
 *
 * <p>Numbers may be read with {@code .?} and {@code orValue}. Texts and lists may not: the API server loses their bounds
 * on the way and refuses the rule as too costly, so those are read behind {@code has}.
 */
final class Cel {

    static final String PROFILE = "self.?profile.orValue('development')";
    static final String PRODUCTION = "(" + PROFILE + " == 'production')";
    static final String DEVELOPMENT = "(" + PROFILE + " == 'development')";

    private static final String WARNS =
            "self.?enforcement.?default.orValue('Enforce') == 'Warn' && (" + PROFILE + " != 'production' || %s)";

    private Cel() {}

    /**
     * True while the rule only warns: an exemption with a reason, and in production a date, names it, or the platform
     * warns only. The date itself is read by the webhook, since CEL in a CRD has no clock.
     */
    static String softened(String rule) {
        return "(%s || %s)".formatted(exempted(rule), WARNS.formatted(exempted("VIEW-01")));
    }

    static String exempted(String rule) {
        return """
                (has(self.enforcement) && has(self.enforcement.exemptions) && self.enforcement.exemptions.exists(e, \
                e.rule == '%s' && has(e.reason) && e.reason.trim() != '' && (%s != 'production' || has(e.until))))\
                """.formatted(rule, PROFILE);
    }

    /** What a path leads to, or the fallback where any step of it is absent; keeps the bounds of texts. */
    static String at(String root, String path, String fallback) {
        StringBuilder present = new StringBuilder();
        StringBuilder walked = new StringBuilder(root);
        for (String step : path.split("\\.")) {
            walked.append('.').append(step);
            present.append(present.isEmpty() ? "" : " && ")
                    .append("has(")
                    .append(walked)
                    .append(')');
        }
        return "(%s ? %s : '%s')".formatted(present, walked, fallback);
    }
}
