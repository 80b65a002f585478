package dev.plumbline.scorer.live;

/** The answer to a request of the operator. */
public sealed interface Reply {

    /** Done, or done before. */
    record Done() implements Reply {}

    /** It does not fit the state of this Pod. */
    record Conflict(String message) implements Reply {}
}
