package dev.plumbline.views;

/** Whether a finding refuses the manifest or only tells. */
public enum Severity {
    BLOCKING("Blocking"),
    WARNING("Warning");

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    /** The name as users read it in reports and in {@code status.violations[].severity}. */
    public String title() {
        return title;
    }
}
