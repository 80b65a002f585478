package dev.plumbline.mojo.flat;

import java.util.Arrays;

/**
 * Answers every question that some trees ask about a row, whether a walk comes by it or not: one bit each, those of a
 * column next to each other. Of thresholds in rising order a number reaches the first ones, so the answers are ones and
 * then zeros, and one search finds where they change; the answers to a missing value, or to a level, are a line that was
 * made beforehand.
 */
final class Board implements Answers {

    /** The position that leaves look at: its bit is never set. */
    static final int STAY = 0;

    /**
     * The questions about one column.
     *
     * @param first word of their answers
     * @param words of their answers
     */
    record Numbers(int column, Rising thresholds, long[] missing, int first, int words) {}

    /** @param lines answers for each level, one after the other */
    record Levels(int column, long[] lines, int first, int words) {}

    private final Values values;
    private final Numbers[] numbers;
    private final Levels[] levels;
    private final int words;
    /** Ones and then as many zeros: wherever a copy of them begins, it is a number of ones and then zeros. */
    private final long[] ones;

    Board(Values values, Numbers[] numbers, Levels[] levels, int words) {
        this.values = values;
        this.numbers = numbers;
        this.levels = levels;
        this.words = words;
        int most = 1;
        for (Numbers column : numbers) {
            most = Math.max(most, column.words());
        }
        ones = new long[2 * most];
        Arrays.fill(ones, 0, most, -1L);
    }

    Values values() {
        return values;
    }

    Numbers[] numbers() {
        return numbers;
    }

    Levels[] levels() {
        return levels;
    }

    int words() {
        return words;
    }

    /** Words of all lines of levels. */
    long lineWords() {
        return Arrays.stream(levels).mapToLong(column -> column.lines().length).sum();
    }

    /** Words of the lines that are copied for a row. */
    int lineWordsOfRow() {
        return Arrays.stream(levels).mapToInt(Levels::words).sum();
    }

    @Override
    public long bytes() {
        long bytes = 8L * ones.length;
        for (Numbers column : numbers) {
            bytes += column.thresholds().bytes() + 8L * column.missing().length + 64;
        }
        for (Levels column : levels) {
            bytes += 8L * column.lines().length + 48;
        }
        return bytes;
    }

    @Override
    public Scratch scratch() {
        return Scratch.of(words, 1, 0);
    }

    @Override
    public void fill(double[] row, Scratch scratch) {
        long[] bits = scratch.words();
        for (Numbers column : numbers) {
            int order = values.number(column.column(), row);
            if (order == Ordered.LOWEST) {
                System.arraycopy(column.missing(), 0, bits, column.first(), column.words());
                continue;
            }
            int reached = column.thresholds().reached(Ordered.signed(order));
            System.arraycopy(ones, (ones.length >> 1) - (reached >> 6), bits, column.first(), column.words());
            bits[column.first() + (reached >> 6)] = (1L << reached) - 1;
        }
        for (Levels column : levels) {
            int line = values.level(column.column(), row) * column.words();
            System.arraycopy(column.lines(), line, bits, column.first(), column.words());
        }
    }
}
