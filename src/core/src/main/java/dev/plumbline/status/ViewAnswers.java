package dev.plumbline.status;

import static dev.plumbline.status.PlatformConditions.VIEWS_COMPLIANT;

import dev.plumbline.api.ViewStatus;
import dev.plumbline.api.ViolationStatus;
import dev.plumbline.views.Exempted;
import dev.plumbline.views.Finding;
import dev.plumbline.views.Unknown;
import dev.plumbline.views.Verdicts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules say, in the words of the status. */
final class ViewAnswers {
    static final String VIOLATIONS = "ViolationsFound";

    /** The schema's bound on the list. */
    private static final int MOST_VIOLATIONS = 128;

    private ViewAnswers() {}

    static Answer compliant(Verdicts verdicts) {
        if (verdicts.blocks()) {
            return Answer.no(
                    VIEWS_COMPLIANT,
                    VIOLATIONS,
                    "Broken: %s. What runs is left as it is until the spec is mended; see status.violations."
                            .formatted(ids(verdicts.blocking().stream())));
        }
        if (!verdicts.unknown().isEmpty()) {
            return Answer.unknown(
                    VIEWS_COMPLIANT,
                    "NotAllJudged",
                    verdicts.unknown().stream().map(Unknown::message).collect(Collectors.joining("; ", "", ".")));
        }
        if (!verdicts.exempted().isEmpty()) {
            return Answer.yes(
                    VIEWS_COMPLIANT,
                    "Exempted",
                    "Broken and exempted: %s."
                            .formatted(ids(verdicts.exempted().stream().map(Exempted::finding))));
        }
        return verdicts.findings().isEmpty()
                ? Answer.yes(VIEWS_COMPLIANT, "NoViolations", "Every rule of the five views holds.")
                : Answer.yes(
                        VIEWS_COMPLIANT, "WarningsOnly", "Warned of: %s.".formatted(ids(verdicts.findings().stream())));
    }

    private static String ids(Stream<Finding> findings) {
        return findings.map(Finding::ruleId).distinct().sorted().collect(Collectors.joining(", "));
    }

    static List<ViewStatus> views(Verdicts verdicts) {
        return verdicts.byView().values().stream()
                .map(each -> new ViewStatus(each.view().title(), each.state(), each.violations()))
                .toList();
    }

    static List<ViolationStatus> violations(Verdicts verdicts) {
        Stream<ViolationStatus> open = verdicts.findings().stream().map(each -> violation(each, null));
        Stream<ViolationStatus> exempted = verdicts.exempted().stream()
                .map(each -> violation(each.finding(), each.until().isEmpty() ? null : each.until()));
        return Stream.concat(open, exempted).limit(MOST_VIOLATIONS).toList();
    }

    private static ViolationStatus violation(Finding finding, String exemptUntil) {
        return new ViolationStatus(
                finding.ruleId(),
                finding.view().title(),
                finding.path(),
                finding.severity().title(),
                finding.message(),
                exemptUntil);
    }
}
