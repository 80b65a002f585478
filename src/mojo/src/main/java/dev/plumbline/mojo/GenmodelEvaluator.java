package dev.plumbline.mojo;

import hex.genmodel.GenModel;

/** Scores with h2o-genmodel itself, for every algorithm. */
final class GenmodelEvaluator implements Evaluator {

    private final GenModel model;
    private final boolean calibrated;
    private final int predictionSize;

    GenmodelEvaluator(GenModel model, boolean calibrated) {
        this.model = model;
        this.calibrated = calibrated;
        this.predictionSize = model.getPredsSize(model.getModelCategory());
    }

    /** Whether the model was trained with calibration: only then does it change the probabilities. */
    static boolean isCalibrated(GenModel model) {
        if (!model.isClassifier() || model.getNumResponseClasses() != 2) {
            return false;
        }
        return model.calibrateClassProbabilities(new double[] {0, 0.5, 0.5});
    }

    @Override
    public void score(double[] row, double offset, Workspace work, double[] prediction) {
        double[] scratch = new double[predictionSize];
        double[] answer =
                model.requiresOffset() || offset != 0 ? model.score0(row, offset, scratch) : model.score0(row, scratch);
        hand(model, calibrated, answer, prediction);
    }

    /** From the answer of {@code score0} to the output columns: a calibrated model has two more. */
    static void hand(GenModel model, boolean calibrated, double[] answer, double[] prediction) {
        int plain = calibrated ? 3 : prediction.length;
        System.arraycopy(answer, 0, prediction, 0, plain);
        if (calibrated) {
            model.calibrateClassProbabilities(answer);
            System.arraycopy(answer, 1, prediction, plain, 2);
        }
    }
}
