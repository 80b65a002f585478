package dev.plumbline.mojo.flat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import java.util.Arrays;

/** GBM, DRF and isolation forest: links, priors, balanced classes and thresholds stay h2o-genmodel's. */
record FlatForestModel(SharedTreeMojoModel model, Forest forest, Thresholds thresholds, int firstSum)
        implements FlatModel {

    /** @param levels per column, -1 for a number */
    static FlatForestModel of(SharedTreeMojoModel model, int[] levels) throws Undecodable {
        Thresholds thresholds = new Thresholds(levels.length);
        Forest forest = Forest.of(new H2oTrees(model, levels), new H2oValues(levels), thresholds);
        return new FlatForestModel(model, forest, thresholds, model.nclasses() == 1 ? 0 : 1);
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
        Arrays.fill(answer, 0);
        forest.add(row, false, scratch, answer, firstSum);
        model.unifyPreds(row, offset, answer);
    }
}
