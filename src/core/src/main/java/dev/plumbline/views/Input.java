package dev.plumbline.views;

/** What a rule may need beside the object itself. */
public enum Input {
    PREVIOUS("the object as it is in the cluster"),
    PLATFORM("the MlPlatform that platformRef names"),
    SIBLINGS("the other rollouts of the platform");

    private final String title;

    Input(String title) {
        this.title = title;
    }

    /** A noun phrase for "not checked: needs ...". */
    public String title() {
        return title;
    }
}
