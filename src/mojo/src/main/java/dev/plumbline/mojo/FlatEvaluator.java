package dev.plumbline.mojo;

import dev.plumbline.mojo.flat.FlatModel;
import hex.genmodel.GenModel;

/** Scores with flat arrays, for forests that were found equal to h2o-genmodel; calibration stays its own. */
record FlatEvaluator(GenModel model, FlatModel flat, boolean calibrated) implements Evaluator {

    @Override
    public Workspace workspace() {
        return new Workspace(flat.scratch(), new double[model.getPredsSize(model.getModelCategory())]);
    }

    @Override
    public void score(double[] row, double offset, Workspace work, double[] prediction) {
        flat.score0(row, offset, work.scratch(), work.answer());
        GenmodelEvaluator.hand(model, calibrated, work.answer(), prediction);
    }
}
