package dev.plumbline.views;

/** The five views of the 4+1 model that a platform is held true to. */
public enum View {
    LOGICAL("Logical"),
    PROCESS("Process"),
    DEVELOPMENT("Development"),
    PHYSICAL("Physical"),
    SCENARIO("Scenario");

    private final String title;

    View(String title) {
        this.title = title;
    }

    /** The name as users read it in messages and in {@code status.views[].name}. */
    public String title() {
        return title;
    }
}
