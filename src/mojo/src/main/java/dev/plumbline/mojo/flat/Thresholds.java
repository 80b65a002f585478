package dev.plumbline.mojo.flat;

import java.util.Random;

/** A few of the thresholds of every column, evenly drawn: the values on which a comparison can go wrong. */
public final class Thresholds {

    private static final int KEPT = 32;

    private final float[][] kept;
    private final int[] seen;
    /** A fixed seed: the same model is always held against the same rows. */
    private final Random random = new Random(17);

    Thresholds(int columns) {
        kept = new float[columns][];
        seen = new int[columns];
    }

    void offer(int column, int order) {
        if (!Ordered.isNumber(order)) {
            return;
        }
        if (kept[column] == null) {
            kept[column] = new float[KEPT];
        }
        int number = seen[column]++;
        int place = number < KEPT ? number : random.nextInt(number + 1);
        if (place < KEPT) {
            kept[column][place] = Ordered.toFloat(order);
        }
    }

    /** One of the thresholds of a column, 0 when it has none. */
    float any(int column, Random choice) {
        int count = Math.min(KEPT, seen[column]);
        return count == 0 ? 0 : kept[column][choice.nextInt(count)];
    }
}
