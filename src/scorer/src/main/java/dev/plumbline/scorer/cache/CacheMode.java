package dev.plumbline.scorer.cache;

/** Whether predictions are remembered: as it pays by measurement, always, or not at all. */
public enum CacheMode {
    AUTO,
    ALWAYS,
    NEVER
}
