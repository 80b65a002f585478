package dev.plumbline.views.physical;

import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.regex.Pattern;

/** PHY-16: every derived name is legal. */
public final class NameFits extends Rule {

    /** 63 characters of a label less the longest suffix that is appended, with room for ordinals and revisions. */
    private static final int LONGEST = 40;

    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    public NameFits() {
        super(RuleCard.firm(
                "PHY-16",
                View.PHYSICAL,
                Gate.CRD,
                "Name too long or not a DNS label",
                "the name has more than 40 characters or is not a DNS-1035 label.",
                """
                Pod, Service and label names are derived from it and may have 63 characters. A Service name must begin
                with a letter and may not contain dots.""",
                "Choose a name of at most 40 lower-case letters, digits and dashes that begins with a letter."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        judge(subject, out);
    }

    @Override
    protected void rollout(RolloutSubject subject, Findings out) {
        judge(subject, out);
    }

    private static void judge(Subject subject, Findings out) {
        String name = subject.name();
        if (name.isEmpty()) {
            return; // With generateName the API server makes one; without it, it refuses the object itself.
        }
        if (name.length() > LONGEST) {
            out.at("metadata.name")
                    .found(name)
                    .allowed("at most " + LONGEST + " characters")
                    .says(
                            "name has %d characters; at most %d, because pod and Service names are derived from it.",
                            name.length(), LONGEST);
        } else if (!DNS_1035.matcher(name).matches()) {
            out.at("metadata.name")
                    .found(name)
                    .allowed("lower-case letters, digits and dashes, beginning with a letter")
                    .says(
                            "name \"%s\" is not a DNS-1035 label; use lower-case letters, digits and dashes, beginning with a"
                                    + " letter.",
                            name);
        }
    }
}
