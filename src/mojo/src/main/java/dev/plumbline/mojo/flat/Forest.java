package dev.plumbline.mojo.flat;

import java.util.Optional;

/** The trees of a model as arrays. Immutable; any number of threads walk it at once, each with scratch space of its own. */
sealed interface Forest permits BroadForest, DeepForest {

    /** @param thresholds receives those of the trees */
    static Forest of(TreeSource source, Values values, Thresholds thresholds) throws Undecodable {
        Optional<BroadForest> broad = new BroadForestBuilder(source, values, thresholds).build();
        return broad.isPresent() ? broad.get() : new DeepForestBuilder(source, values, thresholds).build();
    }

    int sums();

    /** New scratch space for one thread. */
    Scratch scratch();

    /** Bytes that the arrays take on the heap. */
    long bytes();

    /**
     * Adds the leaves of a row to the sums one by one, in the order of the trees.
     *
     * @param single whether every partial sum is rounded to a float, as XGBoost does; GBM, DRF and the isolation forest add
     *     in double precision
     * @param sums hold the start values, from {@code first} on
     */
    void add(double[] row, boolean single, Scratch scratch, double[] sums, int first);
}
