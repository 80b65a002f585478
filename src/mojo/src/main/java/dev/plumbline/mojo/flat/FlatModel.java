package dev.plumbline.mojo.flat;

/** A model whose trees are flat and whose last step, from sums to a prediction, is h2o-genmodel's own. */
public sealed interface FlatModel permits FlatForestModel, FlatBooster {

    /** New scratch space for one thread. */
    Scratch scratch();

    /** Bytes that the arrays take on the heap. */
    long bytes();

    /** Values on which a comparison of this model could go wrong. */
    Thresholds thresholds();

    /**
     * The prediction as {@code score0} of h2o-genmodel gives it, bit for bit.
     *
     * @param row encoded inputs, left as they are
     * @param scratch space of the calling thread, made by this model
     * @param answer receives the prediction, as long as {@code getPredsSize} of the model says
     */
    void score0(double[] row, double offset, Scratch scratch, double[] answer);
}
