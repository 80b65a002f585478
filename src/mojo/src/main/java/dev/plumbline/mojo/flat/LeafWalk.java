package dev.plumbline.mojo.flat;

import java.util.List;

/** Trees on a {@link LeafBoard}: the lowest bit of the word of a tree is its leaf, and nothing is walked at all. */
final class LeafWalk implements Walk {

    private final int sum;
    private final int first;
    private final int trees;
    private final int shift;
    private final float[] leaves;

    /**
     * @param first word of the first tree
     * @param shift binary logarithm of the places that each tree has
     * @param leaves of each tree from left to right; as many places as a power of two
     */
    private LeafWalk(int sum, int first, int trees, int shift, float[] leaves) {
        this.sum = sum;
        this.first = first;
        this.trees = trees;
        this.shift = shift;
        this.leaves = leaves;
    }

    /** @param leaves of each tree from left to right */
    static LeafWalk of(int sum, int first, List<float[]> leaves) {
        int most = leaves.stream().mapToInt(ofTree -> ofTree.length).max().orElse(1);
        int shift = Integer.numberOfTrailingZeros(Powers.atLeast(most));
        float[] places = new float[Powers.atLeast(leaves.size() << shift)];
        for (int tree = 0; tree < leaves.size(); tree++) {
            float[] ofTree = leaves.get(tree);
            System.arraycopy(ofTree, 0, places, tree << shift, ofTree.length);
        }
        return new LeafWalk(sum, first, leaves.size(), shift, places);
    }

    @Override
    public int sum() {
        return sum;
    }

    @Override
    public long bytes() {
        return 4L * leaves.length + 48;
    }

    @Override
    public double add(Scratch scratch, double start, boolean single) {
        long[] words = scratch.words();
        double sum = start;
        // Both sums: a float that is rounded out of a double is waited for long.
        float floatSum = (float) start;
        for (int tree = 0; tree < trees; tree++) {
            int place = (tree << shift) + Long.numberOfTrailingZeros(words[first + tree]);
            float leaf = leaves[place & leaves.length - 1];
            sum += leaf;
            floatSum += leaf;
        }
        return single ? floatSum : sum;
    }
}
