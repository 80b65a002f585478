package dev.plumbline.scorer.cache;

/** What becomes of a row that Redis should know and cannot be asked for. */
public enum FailurePolicy {
    /** It is scored. */
    BYPASS,
    /** Its request is refused. */
    FAIL
}
