package dev.plumbline.mojo.flat;

import java.util.Arrays;

/**
 * For each tree a word with a bit for each of its leaves, set as long as a row can still reach it. Every question that is
 * answered with yes takes the leaves on its left away, whether a walk would have come by it or not; the lowest leaf that
 * remains is the one that the row reaches. What all questions about one column leave over is a line, one word a tree, made
 * beforehand for each level; of numbers a line stands only before every {@link #STRIDE} questions, so that the lines of
 * all columns stay in the caches, and the few questions behind it are put one by one.
 *
 * <p>These are the leaf bit vectors of QuickScorer (Lucchese et al., SIGIR 2015), a line at a time instead of a question.
 */
final class LeafBoard implements Answers {

    /** Leaves that a tree can have: one bit each. */
    static final int MOST_LEAVES = Long.SIZE;

    /** Questions about a number from one line to the next. */
    static final int STRIDE = Rising.STRIDE;

    /** The half of a question that says its tree. */
    private static final long TREE = (1L << Integer.SIZE) - 1;

    private static final int MISSING = Ordered.signed(Ordered.LOWEST);

    /** Lines that are laid over each other at a time. */
    private static final int AT_ONCE = 6;

    /**
     * The questions about one column of numbers.
     *
     * @param steps of the thresholds, see {@link Rising}
     * @param questions a threshold above the tree that it belongs to, in rising order
     * @param masks what a question leaves over of its tree when the number reaches the threshold
     */
    record Numbers(int column, int[] steps, long[] questions, long[] masks) {}

    private final Values values;
    private final Numbers[] numbers;
    /** Columns of levels. */
    private final int[] levels;
    /** Of columns of numbers, where the last line is for missing values, and then of columns of levels. */
    private final long[][][] lines;
    /** What is left over where nothing is asked. */
    private final long[] all;

    /** @param trees how many there are, and so words in a line */
    LeafBoard(Values values, Numbers[] numbers, int[] levels, long[][][] lines, int trees) {
        this.values = values;
        this.numbers = numbers;
        this.levels = levels;
        this.lines = lines;
        this.all = new long[trees];
        Arrays.fill(all, -1L);
    }

    @Override
    public long bytes() {
        long bytes = 8L * all.length + 64;
        for (Numbers column : numbers) {
            bytes += 4L * column.steps().length + 16L * column.questions().length + 96;
        }
        for (long[][] column : lines) {
            bytes += column.length * (8L * all.length + 20) + 16;
        }
        return bytes;
    }

    @Override
    public Scratch scratch() {
        return Scratch.of(all.length, 1, lines.length);
    }

    @Override
    public void fill(double[] row, Scratch scratch) {
        long[] words = scratch.words();
        int[] asked = scratch.numbers();
        int[] chosen = scratch.lines();
        for (int i = 0; i < numbers.length; i++) {
            int number = Ordered.signed(values.number(numbers[i].column(), row));
            asked[i] = number;
            chosen[i] = number == MISSING ? lines[i].length - 1 : Rising.strides(numbers[i].steps(), number);
        }
        for (int i = 0; i < levels.length; i++) {
            chosen[numbers.length + i] = values.level(levels[i], row);
        }
        System.arraycopy(all, 0, words, 0, all.length);
        for (int i = 0; i < lines.length; i += AT_ONCE) {
            and(
                    words,
                    line(i, chosen),
                    line(i + 1, chosen),
                    line(i + 2, chosen),
                    line(i + 3, chosen),
                    line(i + 4, chosen),
                    line(i + 5, chosen),
                    all.length);
        }
        for (int i = 0; i < numbers.length; i++) {
            if (asked[i] != MISSING) {
                rest(numbers[i], chosen[i] * STRIDE, asked[i], words);
            }
        }
    }

    private long[] line(int index, int[] chosen) {
        return index >= lines.length ? all : lines[index][chosen[index]];
    }

    // Arrays of their own, all read at the same index: so the compiler makes vector instructions of it.
    private static void and(long[] words, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f, int count) {
        for (int i = 0; i < count; i++) {
            words[i] &= a[i] & b[i] & c[i] & d[i] & e[i] & f[i];
        }
    }

    /**
     * A question that the number misses leaves everything over: which ones do cannot be predicted, so all of them are put
     * and nothing is skipped.
     */
    private static void rest(Numbers column, int from, int number, long[] words) {
        long[] questions = column.questions();
        long[] masks = column.masks();
        long last = (long) number << Integer.SIZE | TREE;
        for (int i = from; i < from + STRIDE; i++) {
            long question = questions[i];
            long mask = question <= last ? masks[i] : -1L;
            words[(int) question & words.length - 1] &= mask;
        }
    }
}
