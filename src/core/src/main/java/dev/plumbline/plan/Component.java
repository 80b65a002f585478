package dev.plumbline.plan;

/** The parts of a platform; the value of {@code app.kubernetes.io/component}. */
public enum Component {
    H2O("h2o"),
    POSTGRES("postgres"),
    REDIS("redis"),
    INFERENCE("inference"),
    VERIFY("verify"),
    PLATFORM("platform");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
