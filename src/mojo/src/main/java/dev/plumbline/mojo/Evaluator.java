package dev.plumbline.mojo;

/** The arithmetic of a model. Implementations may be called from any number of threads at once. */
@FunctionalInterface
interface Evaluator {

    /**
     * @param row encoded inputs; may be overwritten
     * @param offset 0 when the model has none
     * @param prediction receives the prediction, one value per output column
     */
    void score(double[] row, double offset, double[] prediction);
}
