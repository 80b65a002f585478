package dev.plumbline.mojo.flat;

import java.util.Arrays;

/**
 * The thresholds of a column in rising order, to count those that a number reaches. Every sixteenth stands in an array of
 * its own as well: the search begins there, so that what all searches go through stays in the nearest cache.
 *
 * @param steps the last of each {@link #STRIDE} thresholds; one that no number reaches at the end
 * @param values all of them, filled up to a multiple of {@link #STRIDE} by such
 * @param count how many there are
 */
record Rising(int[] steps, int[] values, int count) {

    static final int STRIDE = 16;

    /** No {@link Ordered} number is as large, when its order is that of signed integers. */
    private static final int UNREACHED = Integer.MAX_VALUE;

    /** @param thresholds in signed order */
    static Rising of(int[] thresholds) {
        int count = thresholds.length;
        int[] values = Arrays.copyOf(thresholds, (count / STRIDE + 1) * STRIDE);
        Arrays.fill(values, count, values.length, UNREACHED);
        int[] steps = new int[values.length / STRIDE];
        Arrays.setAll(steps, step -> values[(step + 1) * STRIDE - 1]);
        return new Rising(steps, values, count);
    }

    long bytes() {
        return 4L * (steps.length + values.length) + 64;
    }

    /** How many of the thresholds a number reaches. */
    int reached(int number) {
        int first = strides(steps, number) * STRIDE;
        first += values[first + 7] <= number ? 8 : 0;
        first += values[first + 3] <= number ? 4 : 0;
        first += values[first + 1] <= number ? 2 : 0;
        return first + (values[first] <= number ? 1 : 0);
    }

    /**
     * How many whole strides of thresholds a number reaches.
     *
     * <p>Which half holds the answer cannot be predicted, so both are written as values to choose from: the compiler then
     * makes no branch of it.
     */
    static int strides(int[] steps, int number) {
        int first = 0;
        int left = steps.length;
        while (left > 1) {
            int half = left >>> 1;
            first = steps[first + half - 1] <= number ? first + half : first;
            left -= half;
        }
        return steps[first] <= number ? first + 1 : first;
    }
}
