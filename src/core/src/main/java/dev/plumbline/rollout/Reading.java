package dev.plumbline.rollout;

/** What a metrics server answered to one query. */
public sealed interface Reading {

    /** @param value finite */
    record Value(double value) implements Reading {}

    /** There is no number, whatever the cause; trouble of the server is never a pass. */
    record None(String reason) implements Reading {}
}
