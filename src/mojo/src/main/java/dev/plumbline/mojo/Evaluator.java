package dev.plumbline.mojo;

/** The arithmetic of a model. Implementations may be called from any number of threads at once. */
interface Evaluator {

    /**
     * @param row encoded inputs; may be overwritten
     * @param offset 0 when the model has none
     * @param work scratch space from {@link #workspace()}, of the calling thread
     * @param prediction receives the prediction, one value per output column
     */
    void score(double[] row, double offset, Workspace work, double[] prediction);

    default Workspace workspace() {
        return Workspace.NONE;
    }
}
