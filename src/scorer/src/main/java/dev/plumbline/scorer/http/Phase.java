package dev.plumbline.scorer.http;

/** What a connection is doing. */
enum Phase {
    /** Opened; nothing has come yet. */
    NEW,
    /** Between two requests. */
    IDLE,
    /** Some bytes of a head have come. */
    HEAD,
    /** The token of the caller is verified. */
    CHECKING,
    /** The head is complete, the body is not. */
    BODY,
    /** Another thread scores. */
    SCORING,
    /** Passed on to the REST resources. */
    FORWARDED,
    /** The client does not read as fast as it asks. */
    WRITING,
    /** The last answer is written; what still comes is thrown away, so that no reset overtakes the answer. */
    LINGERING;

    /** Whether the connection can be closed without anybody missing an answer. */
    boolean quiet() {
        return this == NEW || this == IDLE;
    }
}
