package dev.plumbline.mojo;

import java.util.Arrays;

/** A row with a missing value gets a prediction of missing values, as the cluster gives it. */
record MissingSkipped(Evaluator complete) implements Evaluator {

    @Override
    public Workspace workspace() {
        return complete.workspace();
    }

    @Override
    public void score(double[] row, double offset, Workspace work, double[] prediction) {
        for (double value : row) {
            if (Double.isNaN(value)) {
                Arrays.fill(prediction, Double.NaN);
                return;
            }
        }
        complete.score(row, offset, work, prediction);
    }
}
