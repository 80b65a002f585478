package dev.plumbline.rollout;

/**
 * A Pod's own account of its last switch.
 *
 * @param epoch that it switched to
 * @param atEpochMillis when its reference changed, by the Pod's clock
 * @param requests answered in the window around the switch
 * @param http5xx of those
 */
public record SwapReport(long epoch, long atEpochMillis, long requests, long http5xx) {}
