package dev.plumbline.mojo.flat;

import biz.k11i.xgboost.gbm.GBTree;
import biz.k11i.xgboost.tree.RegTree;
import biz.k11i.xgboost.tree.RegTreeNode;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The trees of an XGBoost booster. A question about a one-hot cell is one about the level. */
final class BoosterTrees implements TreeSource {

    /** Size of a node and of its statistics in the booster. */
    private static final int NODE_BYTES = 36;

    private final RegTree[][] trees;
    private final BoosterColumns columns;

    BoosterTrees(GBTree booster, BoosterColumns columns) {
        this.trees = booster.getGroupedTrees();
        this.columns = columns;
    }

    @Override
    public int sums() {
        return trees.length;
    }

    @Override
    public int trees(int sum) {
        return trees[sum].length;
    }

    @Override
    public int columns() {
        return columns.columns();
    }

    @Override
    public int levelKeys(int column) {
        return columns.cells(column) + 1;
    }

    @Override
    public long bytes() {
        long nodes = 0;
        for (RegTree[] group : trees) {
            for (RegTree tree : group) {
                nodes += tree.getNodes().length;
            }
        }
        return nodes * NODE_BYTES;
    }

    private record Pending(int node, int from, int depth) {}

    @Override
    public Optional<Tree> tree(int sum, int index) throws Undecodable {
        RegTreeNode[] nodes = trees[sum][index].getNodes();
        Tree tree = new Tree();
        Queue<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(tree.add(), 0, 0));
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            if (next.from() < 0 || next.from() >= nodes.length) {
                throw new Undecodable("a tree jumps outside its nodes");
            }
            RegTreeNode node = nodes[next.from()];
            if (node.isLeaf()) {
                tree.leaf(next.node(), node.getLeafValue(), next.depth());
                continue;
            }
            int left = tree.add();
            int right = tree.add();
            if (right >= nodes.length) {
                throw new Undecodable("parts of a tree overlap");
            }
            ask(tree, next.node(), node, left);
            pending.add(new Pending(left, node.getLeftChildIndex(), next.depth() + 1));
            pending.add(new Pending(right, node.getRightChildIndex(), next.depth() + 1));
        }
        return Optional.of(tree);
    }

    private void ask(Tree tree, int place, RegTreeNode node, int left) throws Undecodable {
        int feature = node.getSplitIndex();
        float threshold = node.getSplitCondition();
        boolean missingRight = !node.default_left();
        if (feature < columns.cells()) {
            int category = columns.category(feature);
            boolean hotRight = reaches(1f, threshold);
            boolean otherRight = columns.sparse() ? missingRight : reaches(0f, threshold);
            int cell = feature - columns.offsets()[category];
            tree.level(place, category, bits(columns.cells(category), cell, hotRight, otherRight), left);
            return;
        }
        int number = feature - columns.cells();
        if (number >= columns.numbers()) {
            throw new Undecodable("a tree asks for a column that there is not");
        }
        int order = Float.isNaN(threshold) ? Ordered.REACHED : Ordered.of(threshold);
        tree.number(place, columns.categories() + number, order, missingRight, left);
    }

    /** As the comparison of the Java scorer goes: what is not less goes right, a threshold that is no number too. */
    private static boolean reaches(float value, float threshold) {
        return !(value < threshold);
    }

    private static int[] bits(int cells, int cell, boolean hotRight, boolean otherRight) {
        int[] words = new int[(cells >> 5) + 1];
        for (int i = 0; i <= cells; i++) {
            if (i == cell ? hotRight : otherRight) {
                words[i >> 5] |= 1 << (i & 31);
            }
        }
        return words;
    }
}
