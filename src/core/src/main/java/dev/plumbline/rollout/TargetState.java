package dev.plumbline.rollout;

/** How far a Pod is with the model that it prepares. */
public enum TargetState {
    /** Fetching, checking the digest and the archive, reading it into memory. */
    LOADING,
    LOADED,
    /** Warmed by requests: it can be switched to. */
    WARM,
    REFUSED
}
