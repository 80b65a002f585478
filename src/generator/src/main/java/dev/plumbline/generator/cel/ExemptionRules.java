package dev.plumbline.generator.cel;

import java.util.List;

/** VIEW-01: who breaks a rule says why, and in production until when. Whether a date has passed is the webhook's to say. */
final class ExemptionRules {

    private static final String LIST = "self.enforcement.exemptions";
    private static final String NO_REASON = "(!has(e.reason) || e.reason.trim() == '')";

    private ExemptionRules() {}

    static List<CelRule> platform() {
        return List.of(reason(), date(), readableDate(), enforce());
    }

    private static CelRule reason() {
        return bad(NO_REASON, "needs a reason.");
    }

    private static CelRule date() {
        return bad(
                "(%s && !has(e.until))".formatted(Cel.PRODUCTION), "needs a date in production (until: YYYY-MM-DD).");
    }

    private static CelRule readableDate() {
        return bad(
                "(has(e.until) && !e.until.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}$'))", "needs its date as YYYY-MM-DD.");
    }

    private static CelRule bad(String condition, String text) {
        return new CelRule(
                "VIEW-01",
                "spec",
                ".enforcement.exemptions",
                "!has(self.enforcement) || !has(%1$s) || %1$s.all(e, !%2$s)".formatted(LIST, condition),
                "an exemption " + text,
                Text.of("exemption for %s " + text, "%s.map(e, %s, e.rule)[0]".formatted(LIST, condition)));
    }

    private static CelRule enforce() {
        String text =
                "enforcement.default Warn is refused in production; use Enforce, or a dated exemption for VIEW-01.";
        return new CelRule(
                "VIEW-01",
                "spec",
                ".enforcement.default",
                "self.?enforcement.?default.orValue('Enforce') == 'Enforce' || !%s || %s"
                        .formatted(Cel.PRODUCTION, Cel.exempted("VIEW-01")),
                text,
                Text.of(text));
    }
}
