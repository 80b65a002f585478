package dev.plumbline.views.scenario;

import dev.plumbline.api.EnforcementMode;
import dev.plumbline.api.EnforcementSpec;
import dev.plumbline.api.ExemptionSpec;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.views.Enforcement;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Items;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** VIEW-01: an exemption says why, and ends. */
public final class DatedExemptions extends Rule {

    public DatedExemptions() {
        super(RuleCard.firm(
                Enforcement.EXEMPTIONS_RULE,
                View.SCENARIO,
                Gate.CRD_AND_WEBHOOK,
                "Exemption without reason or end",
                "an exemption has no reason, in production no date, its date has passed, it names a rule that does not"
                        + " exist or cannot be exempted; or production asks for Warn without an exemption for VIEW-01.",
                """
                An exemption without an end is a rule that was deleted. A date makes somebody look again, and the reason
                tells them at what.""",
                "Mend what the exemption was for, or set a new date with a reason."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        var enforcement = subject.spec().map(MlPlatformSpec::enforcement);
        Items.each(
                "spec.enforcement.exemptions",
                enforcement.map(EnforcementSpec::exemptions).orElse(null),
                (path, exemption) -> judge(subject, path, exemption, out));
        boolean warns = enforcement
                .map(EnforcementSpec::defaultMode)
                .filter(EnforcementMode.WARN::equals)
                .isPresent();
        if (warns && subject.production() && !subject.enforcement().warnsOnly()) {
            out.at("spec.enforcement.default")
                    .found("Warn")
                    .allowed("Enforce")
                    .mend("Use Enforce, or add a dated exemption for VIEW-01.")
                    .says("enforcement.default Warn is refused in production; use Enforce, or a dated exemption for"
                            + " VIEW-01.");
        }
    }

    private static void judge(PlatformSubject subject, String path, ExemptionSpec exemption, Findings out) {
        String rule = exemption.rule() == null ? "" : exemption.rule();
        if (!exemptible(rule)) {
            boolean known = Policies.admission().rules().stream()
                    .anyMatch(each -> each.id().equals(rule));
            out.at(path + ".rule")
                    .found(rule)
                    .allowed("a rule that can be exempted, see docs/rules/README.md")
                    .mend("Remove the exemption and mend the breach.")
                    .says(
                            known
                                    ? "exemption for %s has no effect: breaking that rule is unsafe or cannot work."
                                    : "exemption for \"%s\" names no rule.",
                            rule);
            return;
        }
        if (exemption.reason() == null || exemption.reason().isBlank()) {
            out.at(path + ".reason").allowed("a sentence that says why").says("exemption for %s needs a reason.", rule);
        }
        if (exemption.until() == null) {
            if (subject.production()) {
                out.at(path + ".until")
                        .allowed("a date as YYYY-MM-DD")
                        .says("exemption for %s needs a date in production (until: YYYY-MM-DD).", rule);
            }
            return;
        }
        var lastDay = Enforcement.lastDay(exemption);
        if (lastDay.isEmpty()) {
            out.at(path + ".until")
                    .found(exemption.until())
                    .allowed("a date as YYYY-MM-DD")
                    .says(
                            "exemption for %s ends on \"%s\", which no calendar has; write YYYY-MM-DD.",
                            rule, exemption.until());
        } else if (subject.today().isAfter(lastDay.get())) {
            out.at(path + ".until")
                    .found(exemption.until())
                    .allowed("today (" + subject.today() + ") or later")
                    .says(
                            "exemption for %s ended on %s; %s or set a new date with a reason.",
                            rule, exemption.until(), rule.startsWith("LOG") ? "fix the table" : "mend it");
        }
    }

    private static boolean exemptible(String rule) {
        return rule.equals(Enforcement.EXEMPTIONS_RULE)
                || Policies.admission().rules().stream()
                        .anyMatch(each -> each.id().equals(rule) && each.card().exemptible());
    }
}
