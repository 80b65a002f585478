package dev.plumbline.mojo.flat;

/**
 * Some trees of one sum, walked six at a time: the six do not depend on each other, so that the waits for memory
 * overlap, and a step has no branch that could be predicted wrong.
 *
 * <p>A node is one long. The upper half is a threshold less one, the number of the node in the table of levels, or the
 * float of a leaf; below it the distance to the left child, 0 for a leaf, and the slot of the key. Keys are longs: those
 * of numbers are not negative, those of levels are so far below zero that a comparison with one is always false.
 */
final class Chunk {

    /** Trees side by side. With three, a step waits for the cache; with eight, there are not enough registers. */
    static final int LANES = 6;

    /** Up to this depth a walk goes to the bottom without looking whether all lanes have arrived. */
    private static final int SHALLOW = 8;

    private static final int BURST = 4;

    static final int SLOT_BITS = 14;
    static final int JUMP_BITS = Integer.SIZE - SLOT_BITS;
    private static final int JUMP_MASK = (1 << JUMP_BITS) - 1;

    private final long[] nodes;
    private final int[] words;
    private final int[] roots;
    private final int[] depths;
    private final int trees;

    /**
     * @param nodes as many as a power of two
     * @param words the tables of levels, as many as a power of two; one of them when no node asks for a level
     * @param roots of the trees, filled up to a multiple of {@link #LANES} with any root
     * @param depths of every six trees, the depth of the deepest
     */
    Chunk(long[] nodes, int[] words, int[] roots, int[] depths, int trees) {
        this.nodes = nodes;
        this.words = words;
        this.roots = roots;
        this.depths = depths;
        this.trees = trees;
    }

    long bytes() {
        return 8L * nodes.length + 4L * (words.length + roots.length + depths.length) + 64;
    }

    /**
     * Adds the leaves of a row one by one, in the order of the trees.
     *
     * @param keys as many as a power of two
     * @param single whether every partial sum is rounded to a float
     */
    double add(long[] keys, double start, boolean single) {
        return words.length == 1 ? addNumeric(keys, start, single) : addMixed(keys, start, single);
    }

    private double addMixed(long[] keys, double start, boolean single) {
        long[] nodes = this.nodes;
        int[] words = this.words;
        double sum = start;
        for (int tree = 0; tree < trees; tree += LANES) {
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
                    a = step(nodes, words, keys, a);
                    b = step(nodes, words, keys, b);
                    c = step(nodes, words, keys, c);
                    d = step(nodes, words, keys, d);
                    e = step(nodes, words, keys, e);
                    f = step(nodes, words, keys, f);
                }
                // Children come after their parents: a sum that stays the same is leaves alone.
                left = a + b + c + d + e + f == before ? 0 : left - burst;
            }
            int count = trees - tree;
            sum = plus(sum, a, single);
            sum = count > 1 ? plus(sum, b, single) : sum;
            sum = count > 2 ? plus(sum, c, single) : sum;
            sum = count > 3 ? plus(sum, d, single) : sum;
            sum = count > 4 ? plus(sum, e, single) : sum;
            sum = count > 5 ? plus(sum, f, single) : sum;
        }
        return sum;
    }

    private double addNumeric(long[] keys, double start, boolean single) {
        long[] nodes = this.nodes;
        double sum = start;
        for (int tree = 0; tree < trees; tree += LANES) {
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
                    a = numericStep(nodes, keys, a);
                    b = numericStep(nodes, keys, b);
                    c = numericStep(nodes, keys, c);
                    d = numericStep(nodes, keys, d);
                    e = numericStep(nodes, keys, e);
                    f = numericStep(nodes, keys, f);
                }
                // Children come after their parents: a sum that stays the same is leaves alone.
                left = a + b + c + d + e + f == before ? 0 : left - burst;
            }
            int count = trees - tree;
            sum = plus(sum, a, single);
            sum = count > 1 ? plus(sum, b, single) : sum;
            sum = count > 2 ? plus(sum, c, single) : sum;
            sum = count > 3 ? plus(sum, d, single) : sum;
            sum = count > 4 ? plus(sum, e, single) : sum;
            sum = count > 5 ? plus(sum, f, single) : sum;
        }
        return sum;
    }

    /** A float plus a float is exact enough in double that rounding it once more gives the float sum. */
    private double plus(double sum, int leaf, boolean single) {
        double value = Float.intBitsToFloat((int) (nodes[leaf] >> Integer.SIZE));
        return single ? (float) (sum + value) : sum + value;
    }

    static long node(int high, int jump, int slot) {
        return (long) high << Integer.SIZE | (long) jump << SLOT_BITS | slot;
    }

    // Indices are cut to the length of their array, a power of two: that never changes one, and spares its check.

    private static int step(long[] nodes, int[] words, long[] keys, int at) {
        long node = nodes[at & nodes.length - 1];
        long key = keys[(int) node & keys.length - 1];
        long high = node >>> Integer.SIZE;
        int word = words[((int) key + (int) (high >>> 5) & (int) (key >> 63)) & words.length - 1];
        int right = (word >>> (int) high | (int) (high - key >>> 63)) & 1;
        return at + ((int) (node >>> SLOT_BITS) & JUMP_MASK) + right;
    }

    private static int numericStep(long[] nodes, long[] keys, int at) {
        long node = nodes[at & nodes.length - 1];
        long key = keys[(int) node & keys.length - 1];
        return at + ((int) (node >>> SLOT_BITS) & JUMP_MASK) + (int) ((node >>> Integer.SIZE) - key >>> 63);
    }
}
