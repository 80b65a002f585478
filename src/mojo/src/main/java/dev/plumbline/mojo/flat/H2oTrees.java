package dev.plumbline.mojo.flat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import java.util.Optional;

/** The compressed trees of GBM, DRF and isolation forest. */
final class H2oTrees implements TreeSource {

    private final SharedTreeMojoModel model;
    private final int[] levels;
    private final int[] trees;
    private final long bytes;

    /** @param levels per column, -1 for a number */
    H2oTrees(SharedTreeMojoModel model, int[] levels) {
        this.model = model;
        this.levels = levels;
        this.trees = new int[Math.max(0, model.getNTreesPerGroup())];
        long all = 0;
        for (int sum = 0; sum < trees.length; sum++) {
            trees[sum] = Math.max(0, model.getNTreeGroups());
            for (int i = 0; i < trees[sum]; i++) {
                byte[] tree = model.treeBytes(i, sum);
                all += tree == null ? 0 : tree.length;
            }
        }
        this.bytes = all;
    }

    @Override
    public int sums() {
        return trees.length;
    }

    @Override
    public int trees(int sum) {
        return trees[sum];
    }

    @Override
    public Optional<Tree> tree(int sum, int index) throws Undecodable {
        byte[] tree = model.treeBytes(index, sum);
        return tree == null ? Optional.empty() : Optional.of(new H2oTreeDecoder(tree, levels).tree());
    }

    @Override
    public int columns() {
        return levels.length;
    }

    @Override
    public int levelKeys(int column) {
        return levels[column] + 1;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
