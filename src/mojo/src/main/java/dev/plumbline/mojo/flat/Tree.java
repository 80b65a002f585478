package dev.plumbline.mojo.flat;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One decoded tree, breadth first, with the two children of a node next to each other. It only lives while a forest is
 * built, so it is made for clarity and {@link Forest} for speed.
 */
final class Tree {

    /** What a node asks. */
    enum Test {
        /** The value of the node is the answer. */
        LEAF,
        /** Right when the number is at least the threshold; a missing value goes left. */
        NUMBER_MISSING_LEFT,
        /** Right when the number is at least the threshold; a missing value goes right. */
        NUMBER_MISSING_RIGHT,
        /** Right when the bit of the level is set. */
        LEVEL
    }

    private Test[] tests = new Test[64];
    private int[] columns = new int[64];
    private int[] highs = new int[64];
    private int[] lefts = new int[64];
    private int[][] words = new int[64][];
    private int size;
    private int depth;

    /** Adds a place for a node and returns its index; what it asks is said later. */
    int add() {
        if (size == lefts.length) {
            tests = Arrays.copyOf(tests, 2 * size);
            columns = Arrays.copyOf(columns, 2 * size);
            highs = Arrays.copyOf(highs, 2 * size);
            lefts = Arrays.copyOf(lefts, 2 * size);
            words = Arrays.copyOf(words, 2 * size);
        }
        return size++;
    }

    void leaf(int node, float value, int level) {
        tests[node] = Test.LEAF;
        highs[node] = Float.floatToRawIntBits(value);
        depth = Math.max(depth, level);
    }

    /** @param threshold as {@link Ordered} puts a float: numbers of at least this go right */
    void number(int node, int column, int threshold, boolean missingRight, int left) {
        tests[node] = missingRight ? Test.NUMBER_MISSING_RIGHT : Test.NUMBER_MISSING_LEFT;
        columns[node] = column;
        highs[node] = threshold;
        lefts[node] = left;
    }

    /** @param bits one per key of the column, those that go right set */
    void level(int node, int column, int[] bits, int left) {
        tests[node] = Test.LEVEL;
        columns[node] = column;
        words[node] = bits;
        lefts[node] = left;
    }

    int size() {
        return size;
    }

    /** Edges from the root to the deepest leaf. */
    int depth() {
        return depth;
    }

    Test test(int node) {
        return tests[node];
    }

    int column(int node) {
        return columns[node];
    }

    /** Threshold of a number, or the bits of the float of a leaf. */
    int high(int node) {
        return highs[node];
    }

    /** The bits of a level, for {@link #eachKey}. */
    int[] words(int node) {
        return words[node];
    }

    /** Goes through the keys whose bits are set, which are those that go right. */
    static void eachKey(int[] words, IntConsumer right) {
        for (int word = 0; word < words.length; word++) {
            for (int rest = words[word]; rest != 0; rest &= rest - 1) {
                right.accept(word * Integer.SIZE + Integer.numberOfTrailingZeros(rest));
            }
        }
    }

    /** Index of the left child; the right one follows it. */
    int left(int node) {
        return lefts[node];
    }
}
