package dev.plumbline.mojo.flat;

import hex.genmodel.MojoModel;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.isofor.IsolationForestMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import java.util.Map;

/** Makes the flat form of a model that has one. */
public final class Flattening {

    /** Trees of older formats read their bitsets another way, and nothing writes them any more. */
    private static final double OLDEST_FORMAT = 1.2;

    private Flattening() {}

    /**
     * Nothing is proved here: see {@link Equality}.
     *
     * @param entries files of the archive by name
     * @throws Undecodable for a model of another kind, and for trees that cannot be read or would take too much
     */
    public static FlatModel of(MojoModel model, Map<String, byte[]> entries) throws Undecodable {
        return switch (model) {
            case GbmMojoModel gbm -> forest(gbm);
            case DrfMojoModel drf -> forest(drf);
            case IsolationForestMojoModel isolation -> forest(isolation);
            case XGBoostJavaMojoModel xgboost -> booster(xgboost, entries);
            default -> throw new Undecodable("the model is no forest");
        };
    }

    /**
     * What the lines of small trees take, estimated in bytes: a word a tree for each level and each stride of questions.
     *
     * @param nodes splits and leaves of all trees
     * @param levels of all columns
     */
    public static long lineBytes(int trees, long nodes, long levels) {
        boolean small = nodes <= (2L * LeafBoard.MOST_LEAVES - 1) * trees;
        long strides = Long.BYTES * nodes / (2 * LeafBoard.STRIDE);
        return small ? Math.min(trees * (strides + Long.BYTES * levels), LeafBoardBuilder.MOST_LINE_BYTES) : 0;
    }

    private static FlatModel booster(XGBoostJavaMojoModel model, Map<String, byte[]> entries) throws Undecodable {
        byte[] bytes = entries.get("boosterBytes");
        if (bytes == null) {
            throw new Undecodable("there is no booster in the archive");
        }
        return FlatBooster.of(model, bytes);
    }

    private static FlatModel forest(SharedTreeMojoModel model) throws Undecodable {
        if (model._mojo_version < OLDEST_FORMAT) {
            throw new Undecodable("its trees have the format %s".formatted(model._mojo_version));
        }
        return FlatForestModel.of(model, levels(model));
    }

    /** Number of levels per input column, -1 for a number. */
    static int[] levels(MojoModel model) {
        String[][] domains = model.getDomainValues();
        int[] levels = new int[model.nfeatures()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = domains[i] == null ? -1 : domains[i].length;
        }
        return levels;
    }
}
