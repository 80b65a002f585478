package dev.plumbline.mojo.flat;

/**
 * Trees that are all made equally deep and full, so that no node need say where its children are: those of node n of a
 * level are the nodes 2n and 2n+1 of the next one, counted through all trees. A node is the position of the answer to its
 * question on the {@link Board}; one that was made up looks at {@link Board#STAY} and leads to the left.
 */
final class LevelWalk implements Walk {

    /** Trees side by side. */
    static final int LANES = 8;

    private final int sum;
    private final char[][] levels;
    private final float[] leaves;
    private final int trees;

    /**
     * @param levels the nodes of each level, as many as a power of two
     * @param leaves one for each way through each tree
     * @param trees a multiple of {@link #LANES}; some may be made up and add nothing
     */
    LevelWalk(int sum, char[][] levels, float[] leaves, int trees) {
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
        long[] answers = scratch.words();
        double sum = start;
        float floatSum = (float) start;
        for (int tree = 0; tree < trees; tree += LANES) {
            int a = tree;
            int b = tree + 1;
            int c = tree + 2;
            int d = tree + 3;
            int e = tree + 4;
            int f = tree + 5;
            int g = tree + 6;
            int h = tree + 7;
            for (char[] nodes : levels) {
                a = step(nodes, answers, a);
                b = step(nodes, answers, b);
                c = step(nodes, answers, c);
                d = step(nodes, answers, d);
                e = step(nodes, answers, e);
                f = step(nodes, answers, f);
                g = step(nodes, answers, g);
                h = step(nodes, answers, h);
            }
            // Both sums: they do not wait for each other, and a float that is rounded out of a double is waited for
            // long.
            float ofA = leaves[a];
            float ofB = leaves[b];
            float ofC = leaves[c];
            float ofD = leaves[d];
            float ofE = leaves[e];
            float ofF = leaves[f];
            float ofG = leaves[g];
            float ofH = leaves[h];
            sum = sum + ofA + ofB + ofC + ofD + ofE + ofF + ofG + ofH;
            floatSum = floatSum + ofA + ofB + ofC + ofD + ofE + ofF + ofG + ofH;
        }
        return single ? floatSum : sum;
    }

    // Indices are cut to the length of their array, a power of two: that never changes one, and spares its check.

    private static int step(char[] nodes, long[] answers, int at) {
        int position = nodes[at & nodes.length - 1];
        long word = answers[position >>> 6 & answers.length - 1];
        return (at << 1) + ((int) (word >>> position) & 1);
    }
}
