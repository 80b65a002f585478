package dev.plumbline.rollout;

/** All that a Pod answered over the last half minute. */
public record Recent(long requests, long http5xx, double p99Milliseconds, double longestMilliseconds) {}
