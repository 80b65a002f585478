package dev.plumbline.scorer.cache;

/** The 128 bits that stand for one row of one model. */
record Key(long high, long low) {

    /** The bits are as good as random, so half of them are a hash. */
    @Override
    public int hashCode() {
        return (int) high;
    }
}
