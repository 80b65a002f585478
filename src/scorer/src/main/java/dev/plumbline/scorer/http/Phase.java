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
    /** The last answer is being written; what still comes is thrown away, so that no reset overtakes the answer. */
    ENDING,
    /** The last answer is written; what still comes is thrown away for a moment more. */
    LINGERING;

    /** Whether nothing more is taken from the client. */
    boolean over() {
        return this == ENDING || this == LINGERING;
    }

    /** Whether it is for the client to read. */
    boolean writes() {
        return this == WRITING || this == ENDING;
    }

    /** Whether the connection can be closed without anybody missing an answer. */
    boolean quiet() {
        return this == NEW || this == IDLE;
    }
}
