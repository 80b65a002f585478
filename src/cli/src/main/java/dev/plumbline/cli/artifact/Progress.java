package dev.plumbline.cli.artifact;

/** How far a verification is, for whoever waits for it: a store that hangs is another matter than a model that does. */
final class Progress {

    private volatile boolean fetching = true;

    void fetched() {
        fetching = false;
    }

    boolean fetching() {
        return fetching;
    }
}
