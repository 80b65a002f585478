package dev.plumbline.mojo.flat;

/**
 * One-hot cells as keys. A cell is either hot or not, so a question about it is a comparison like any other; which way the
 * hot one is the larger depends on the slot. The keys lie above those of all numbers.
 */
final class Cells {

    /** With more cells than this, copying their keys for every row costs more than tables of levels. */
    static final int MOST = 1024;

    private static final int LESS = Ordered.UNREACHED + 1;
    private static final int MORE = LESS + 1;
    private static final int NONE = MORE + 1;

    private final int first;
    private final int[] hotMore;
    private final int[] hotLess;

    /** @param first the column that stands for the first cell */
    Cells(Slots slots, int first, int cells) {
        this.first = first;
        this.hotMore = new int[cells];
        this.hotLess = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            hotMore[cell] = slots.low(first + cell);
            hotLess[cell] = slots.high(first + cell);
        }
    }

    /** Writes a question: which of the two goes right. */
    static void ask(Tree tree, int node, int column, boolean hotRight, boolean otherRight, int left) {
        int threshold = hotRight && otherRight ? LESS : hotRight || otherRight ? MORE : NONE;
        tree.number(node, column, threshold, otherRight && !hotRight, left);
    }

    boolean stands(int column) {
        return column >= first;
    }

    /** Keys of a row in which nothing is hot. */
    void cold(long[] keys) {
        for (int cell = 0; cell < hotMore.length; cell++) {
            keys[hotMore[cell]] = Integer.toUnsignedLong(LESS);
            keys[hotLess[cell]] = Integer.toUnsignedLong(MORE);
        }
    }

    void heat(int cell, long[] keys) {
        keys[hotMore[cell]] = Integer.toUnsignedLong(MORE);
        keys[hotLess[cell]] = Integer.toUnsignedLong(LESS);
    }
}
