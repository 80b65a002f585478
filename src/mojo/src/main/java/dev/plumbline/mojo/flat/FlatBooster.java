package dev.plumbline.mojo.flat;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.gbm.GBTree;
import biz.k11i.xgboost.learner.ObjFunction;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import hex.genmodel.algos.xgboost.XGBoostMojoModel;
import java.util.Arrays;

/**
 * XGBoost with trees, as the Java scorer of h2o-genmodel computes it; objective and thresholds stay its own.
 *
 * @param base added to every sum: before the leaves, or after them in boosters up to version 1.2
 */
record FlatBooster(
        XGBoostMojoModel model,
        Forest forest,
        Thresholds thresholds,
        ObjFunction objective,
        float base,
        boolean baseLast)
        implements FlatModel {

    /** The format that came with the one-hot encoding which is reproduced here. */
    private static final double OLDEST_FORMAT = 1.1;

    static FlatBooster of(XGBoostJavaMojoModel model, byte[] bytes) throws Undecodable {
        boolean baseLast = BoosterHeader.addsBaseLast(bytes);
        Predictor predictor = XGBoostJavaMojoModel.makePredictor(bytes, null);
        if (model._mojo_version < OLDEST_FORMAT
                || !"gbtree".equals(model._boosterType)
                || !(predictor.getBooster() instanceof GBTree booster)
                || booster.getClass() != GBTree.class) {
            throw new Undecodable("the booster is not made of plain trees");
        }
        BoosterColumns columns = BoosterColumns.of(model);
        BoosterTrees trees = new BoosterTrees(booster, columns);
        Thresholds thresholds = new Thresholds(trees.columns());
        Forest forest = Forest.of(trees, new BoosterValues(columns), thresholds);
        return new FlatBooster(
                model,
                forest,
                thresholds,
                ObjFunction.fromName(predictor.getObjName()),
                predictor.getBaseScore(),
                baseLast);
    }

    @Override
    public Scratch scratch() {
        return forest.scratch();
    }

    @Override
    public long bytes() {
        return forest.bytes();
    }

    @Override
    public void score0(double[] row, double offset, Scratch scratch, double[] answer) {
        if (offset != 0 && !model._hasOffset) {
            throw new IllegalArgumentException("the model was trained without an offset");
        }
        float start = model._hasOffset ? (float) offset : base;
        Arrays.fill(answer, baseLast ? 0f : start);
        forest.add(row, true, scratch, answer, 0);
        float[] sums = new float[forest.sums()];
        for (int sum = 0; sum < sums.length; sum++) {
            float leaves = 0f + (float) answer[sum];
            sums[sum] = baseLast ? leaves + start : leaves;
        }
        Arrays.fill(answer, 0);
        XGBoostMojoModel.toPreds(
                row,
                objective.predTransform(sums),
                answer,
                model._nclasses,
                model._priorClassDistrib,
                model._defaultThreshold);
    }
}
