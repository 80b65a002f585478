package dev.plumbline.scorer.cache;

/** How far the cache of one model is used. */
public enum Use {
    /** Every row is scored. */
    OFF,
    /** Entries of this process only. */
    NEAR,
    /** Redis as well, for one row in 32, to learn how many of them it would know. */
    SAMPLE,
    /** Redis for every row that this process does not know. */
    REDIS
}
