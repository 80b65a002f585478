package dev.plumbline.mojo.flat;

import java.util.Optional;
import java.util.Random;

/**
 * Random trees without a file around them.
 *
 * @param levels per column, -1 for a number
 * @param depth of full trees
 */
record RandomTrees(int seed, int sums, int trees, int depth, int[] levels) implements TreeSource {

    @Override
    public int trees(int sum) {
        return trees;
    }

    @Override
    public Optional<Tree> tree(int sum, int index) {
        Random random = new Random(seed * 1_000_003L + sum * 10_007L + index);
        if (random.nextInt(20) == 0) {
            return Optional.empty();
        }
        Tree tree = new Tree();
        grow(tree, tree.add(), 0, random);
        return Optional.of(tree);
    }

    private void grow(Tree tree, int node, int level, Random random) {
        if (level == depth) {
            tree.leaf(node, (float) random.nextGaussian(), level);
            return;
        }
        int left = tree.add();
        int right = tree.add();
        int column = random.nextInt(levels.length);
        if (levels[column] >= 0 && random.nextInt(5) > 0) {
            int[] bits = new int[(levels[column] >> 5) + 1];
            for (int key = 0; key <= levels[column]; key++) {
                bits[key >> 5] |= random.nextInt(2) << (key & 31);
            }
            tree.level(node, column, bits, left);
        } else {
            // Some thresholds come again, so that equal questions share an answer.
            int order = random.nextInt(12) == 0
                    ? random.nextBoolean() ? Ordered.UNREACHED : Ordered.REACHED
                    : Ordered.of(random.nextInt(3) == 0 ? random.nextInt(5) : (float) random.nextGaussian());
            tree.number(node, column, order, random.nextBoolean(), left);
        }
        grow(tree, left, level + 1, random);
        grow(tree, right, level + 1, random);
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
        return (long) sums * trees << depth + 4;
    }
}
