package dev.plumbline.cli.lint;

import dev.plumbline.views.Finding;
import dev.plumbline.views.Severity;

/**
 * A finding with its place in a file.
 *
 * @param rule id of the rule, or {@link #SCHEMA}
 * @param view title of the view; {@code API} for the schema
 * @param line counted from 1
 */
public record Problem(
        String rule,
        String view,
        Severity severity,
        String path,
        String found,
        String allowed,
        String remedy,
        String text,
        String docs,
        int line) {

    /** The id of what the CRD's own schema refuses. */
    public static final String SCHEMA = "SCHEMA";

    static Problem of(Finding finding, int line) {
        return new Problem(
                finding.ruleId(),
                finding.view().title(),
                finding.severity(),
                finding.path(),
                finding.found(),
                finding.allowed(),
                finding.remedy(),
                finding.text(),
                finding.docs(),
                line);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKING;
    }
}
