package dev.plumbline.scorer.codec;

/** A complete answer: the body to send, and what to count. */
public record Scored(byte[] body, Tally tally) {}
