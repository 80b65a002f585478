package dev.plumbline.views;

/**
 * A breach that a dated exemption tolerates.
 *
 * @param until last day as YYYY-MM-DD; empty where the profile needs no date
 */
public record Exempted(Finding finding, String reason, String until) {

    /** One line for warnings and status. */
    public String message() {
        return finding.message() + " Exempted" + (until.isEmpty() ? "" : " until " + until) + ": " + reason;
    }
}
