package dev.plumbline.views;

import java.util.List;

/** What the Pods measure themselves; each is a count or a time, so never below 0. */
public final class MeasuredMetrics {

    public static final List<String> NAMES = List.of("http5xxCount", "p99Milliseconds", "latencySpikeMilliseconds");

    private MeasuredMetrics() {}
}
