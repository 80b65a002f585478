package dev.plumbline.scorer.http;

/** A client that waits for an answer that is made on another thread. */
interface Pending {

    /** From any thread, once. */
    void done(Answer answer);

    /** False when the client has gone, so that nobody scores for it; it is then told nothing more. */
    boolean wanted();

    /** The trace that the request belongs to, for lines of the log; empty where traces are off. */
    default String traceId() {
        return "";
    }
}
