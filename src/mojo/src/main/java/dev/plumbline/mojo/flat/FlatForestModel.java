package dev.plumbline.mojo.flat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import java.util.Arrays;

/** GBM, DRF and isolation forest: links, priors, balanced classes and thresholds stay h2o-genmodel's. */
record FlatForestModel(SharedTreeMojoModel model, Forest forest, H2oKeys rows, Thresholds thresholds, int firstSum)
        implements FlatModel {

    /** @param levels per column, -1 for a number */
    static FlatForestModel of(SharedTreeMojoModel model, int[] levels) throws Undecodable {
        ForestBuilder builder = new ForestBuilder(new H2oTrees(model, levels));
        Forest forest = builder.build();
        return new FlatForestModel(
                model,
                forest,
                H2oKeys.of(builder.slots(), levels),
                builder.thresholds(),
                model.nclasses() == 1 ? 0 : 1);
    }

    @Override
    public int keys() {
        return forest.slots();
    }

    @Override
    public long bytes() {
        return forest.bytes();
    }

    @Override
    public void score0(double[] row, double offset, long[] keys, double[] answer) {
        rows.fill(row, keys);
        Arrays.fill(answer, 0);
        for (int sum = 0; sum < forest.sums(); sum++) {
            answer[firstSum + sum] = forest.sum(sum, keys);
        }
        model.unifyPreds(row, offset, answer);
    }
}
