package dev.plumbline.testcluster;

/** What a test needs of a cluster; a higher level serves every lower one. */
public enum Level {
    /** A real API server with its controllers and scheduler. No Pod runs. */
    CONTROL_PLANE,
    /** A node beside it: Pods, volumes, Services and DNS are real. */
    NODE;

    /** The name that the testcluster script knows it by. */
    public String flag() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public boolean serves(Level wanted) {
        return ordinal() >= wanted.ordinal();
    }
}
