package dev.plumbline.views;

/** Where the API server holds a rule; the reconciler and {@code plumbline lint} evaluate every rule again. */
public enum Gate {
    CRD("CRD (holds while the webhook is down)"),
    WEBHOOK("webhook"),
    CRD_AND_WEBHOOK("CRD in part, webhook in full");

    private final String title;

    Gate(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether a manifest can be refused by the CRD's own schema. */
    public boolean crd() {
        return this != WEBHOOK;
    }
}
