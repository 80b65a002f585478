package dev.plumbline.views.development;

import dev.plumbline.api.H2oSpec;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.ProfileDefaults;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;
import java.util.Arrays;
import java.util.regex.Pattern;

/** DEV-05: H2O is new enough to be safe and old enough to export. */
public final class SafeH2oVersion extends Rule {
    private static final Pattern EXACT = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){3}");

    /** The first without CVE-2026-3960. */
    private static final String OLDEST = "3.46.0.10";

    public SafeH2oVersion() {
        super(RuleCard.firm(
                "DEV-05",
                View.DEVELOPMENT,
                Gate.WEBHOOK,
                "H2O version that is unsafe or cannot export",
                "spec.h2o.version is below 3.46.0.10, above 3.46.0.11, or not an exact version.",
                """
                3.46.0.9 and older let a caller run code (CVE-2026-3960). From 3.46.0.12 on the open-source client cannot
                export MOJOs, so that nothing trained could be served.""",
                "Use 3.46.0.11, or leave spec.h2o.version out."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        subject.h2o().map(H2oSpec::version).ifPresent(version -> judge(version, out));
    }

    private static void judge(String version, Findings out) {
        var draft = out.at("spec.h2o.version").found(version).allowed(OLDEST + " or " + ProfileDefaults.H2O_VERSION);
        if (!EXACT.matcher(version).matches()) {
            draft.says("H2O version \"%s\" is not exact; use %s.", version, ProfileDefaults.H2O_VERSION);
        } else if (compare(version, OLDEST) < 0) {
            draft.says(
                    "H2O %s has CVE-2026-3960 (remote code execution); use %s.", version, ProfileDefaults.H2O_VERSION);
        } else if (compare(version, ProfileDefaults.H2O_VERSION) > 0) {
            draft.says(
                    "H2O %s cannot export MOJOs in the open-source client; %s is the newest that can.",
                    version, ProfileDefaults.H2O_VERSION);
        }
    }

    /** Whether a platform may run that version at all. */
    static boolean accepted(String version) {
        return EXACT.matcher(version).matches()
                && compare(version, OLDEST) >= 0
                && compare(version, ProfileDefaults.H2O_VERSION) <= 0;
    }

    private static int compare(String left, String right) {
        return Arrays.compare(numbers(left), numbers(right));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
