package dev.plumbline.mojo.flat;

/**
 * Trees of any shape. A node is one int: the index of its left child, and below it the position of the answer to its
 * question on the {@link Board}. The right child follows the left one. A leaf is its own left child and looks at
 * {@link Board#STAY}.
 */
final class LinkedWalk implements Walk {

    /** Trees side by side; with more of them there are not enough registers. */
    static final int LANES = 6;

    static final int POSITION_BITS = 17;
    static final int CHILD_BITS = Integer.SIZE - POSITION_BITS;

    /** Up to this depth a walk goes to the bottom without looking whether all lanes have arrived. */
    private static final int SHALLOW = 8;

    private static final int BURST = 4;

    private final int sum;
    private final int[] nodes;
    private final float[] leaves;
    private final int[] roots;
    private final int[] depths;

    /**
     * @param nodes as many as a power of two
     * @param leaves values of the nodes that are leaves
     * @param roots of the trees, filled up to a multiple of {@link #LANES} with leaves that add nothing
     * @param depths of every {@link #LANES} trees, the depth of the deepest
     */
    LinkedWalk(int sum, int[] nodes, float[] leaves, int[] roots, int[] depths) {
        this.sum = sum;
        this.nodes = nodes;
        this.leaves = leaves;
        this.roots = roots;
        this.depths = depths;
    }

    @Override
    public int sum() {
        return sum;
    }

    @Override
    public long bytes() {
        return 4L * (nodes.length + leaves.length + roots.length + depths.length) + 96;
    }

    @Override
    public double add(Scratch scratch, double start, boolean single) {
        long[] answers = scratch.words();
        int[] nodes = this.nodes;
        double sum = start;
        float floatSum = (float) start;
        for (int tree = 0; tree < roots.length; tree += LANES) {
            int a = roots[tree];
            int b = roots[tree + 1];
            int c = roots[tree + 2];
            int d = roots[tree + 3];
            int e = roots[tree + 4];
            int f = roots[tree + 5];
            int left = depths[tree / LANES];
            int burst = left <= SHALLOW ? left : BURST;
            while (left > 0) {
                int before = a + b + c + d + e + f;
                for (int step = 0; step < burst; step++) {
                    a = step(nodes, answers, a);
                    b = step(nodes, answers, b);
                    c = step(nodes, answers, c);
                    d = step(nodes, answers, d);
                    e = step(nodes, answers, e);
                    f = step(nodes, answers, f);
                }
                // Children come after their parents: a sum that stays the same is leaves alone.
                left = a + b + c + d + e + f == before ? 0 : left - burst;
            }
            // Both sums: they do not wait for each other, and a float that is rounded out of a double is waited for
            // long.
            float ofA = leaves[a];
            float ofB = leaves[b];
            float ofC = leaves[c];
            float ofD = leaves[d];
            float ofE = leaves[e];
            float ofF = leaves[f];
            sum = sum + ofA + ofB + ofC + ofD + ofE + ofF;
            floatSum = floatSum + ofA + ofB + ofC + ofD + ofE + ofF;
        }
        return single ? floatSum : sum;
    }

    static int node(int leftChild, int position) {
        return leftChild << POSITION_BITS | position;
    }

    // Indices are cut to the length of their array, a power of two: that never changes one, and spares its check.

    private static int step(int[] nodes, long[] answers, int at) {
        int node = nodes[at & nodes.length - 1];
        long word = answers[node >>> 6 & answers.length - 1];
        return (node >>> POSITION_BITS) + ((int) (word >>> node) & 1);
    }
}
