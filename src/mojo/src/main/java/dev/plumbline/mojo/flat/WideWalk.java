package dev.plumbline.mojo.flat;

/** Full trees as in {@link LevelWalk}, on a {@link WideBoard}. */
final class WideWalk implements Walk {

    /** Trees side by side; with more of them there are not enough registers. */
    static final int LANES = 6;

    private final int sum;
    private final char[][] levels;
    private final float[] leaves;
    private final int trees;

    /**
     * @param levels the nodes of each level, as many as a power of two
     * @param leaves one for each way through each tree
     * @param trees a multiple of {@link #LANES}; some may be made up and add nothing
     */
    WideWalk(int sum, char[][] levels, float[] leaves, int trees) {
        this.sum = sum;
        this.levels = levels;
        this.leaves = leaves;
        this.trees = trees;
    }

    @Override
    public int sum() {
        return sum;
    }

    @Override
    public long bytes() {
        long bytes = 4L * leaves.length + 64;
        for (char[] level : levels) {
            bytes += 2L * level.length + 24;
        }
        return bytes;
    }

    @Override
    public double add(Scratch scratch, double start, boolean single) {
        byte[] answers = scratch.bytes();
        double sum = start;
        float floatSum = (float) start;
        for (int tree = 0; tree < trees; tree += LANES) {
            int a = tree;
            int b = tree + 1;
            int c = tree + 2;
            int d = tree + 3;
            int e = tree + 4;
            int f = tree + 5;
            for (char[] nodes : levels) {
                a = step(nodes, answers, a);
                b = step(nodes, answers, b);
                c = step(nodes, answers, c);
                d = step(nodes, answers, d);
                e = step(nodes, answers, e);
                f = step(nodes, answers, f);
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

    // Indices are cut to the length of their array, a power of two: that never changes one, and spares its check.

    private static int step(char[] nodes, byte[] answers, int at) {
        int position = nodes[at & nodes.length - 1];
        return (at << 1) + answers[position & answers.length - 1];
    }
}
