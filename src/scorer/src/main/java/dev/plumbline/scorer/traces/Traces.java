package dev.plumbline.scorer.traces;

import io.netty.handler.codec.http.HttpHeaders;

/** Makes the trace of each scoring request. */
public interface Traces extends AutoCloseable {

    /** Nobody collects traces: a request costs one call that does nothing. */
    Traces OFF = (route, headers) -> Trace.NONE;

    /**
     * A request has begun.
     *
     * @param route the path with its variable parts left open
     * @param headers those of the request, which may name the trace that it is part of
     */
    Trace begin(String route, HttpHeaders headers);

    /** Sends what is left, for two seconds at most. */
    @Override
    default void close() {}
}
