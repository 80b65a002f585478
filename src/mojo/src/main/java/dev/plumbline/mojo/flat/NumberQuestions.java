package dev.plumbline.mojo.flat;

import java.util.Arrays;

/** Questions whether a number reaches a threshold, on their way into a {@link Board}. */
final class NumberQuestions {

    private static final long MISSING_RIGHT = 1L << 31;

    private final int column;
    /** The threshold above the direction of missing values above the number of the question. */
    private long[] questions = new long[16];

    private int count;

    NumberQuestions(int column) {
        this.column = column;
    }

    void add(int threshold, boolean missingRight, int question) {
        if (count == questions.length) {
            questions = Arrays.copyOf(questions, 2 * count);
        }
        questions[count++] =
                (long) Ordered.signed(threshold) << Integer.SIZE | (missingRight ? MISSING_RIGHT : 0) | question;
    }

    /** @param positions receives where each question is answered */
    Board.Numbers lay(int firstWord, int[] positions) {
        Arrays.sort(questions, 0, count);
        int[] thresholds = new int[count];
        long[] missing = new long[(count >> 6) + 1];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && (questions[i] & -MISSING_RIGHT) == (questions[i - 1] & -MISSING_RIGHT)) {
                distinct--;
            }
            thresholds[distinct] = (int) (questions[i] >> Integer.SIZE);
            missing[distinct >> 6] |= (questions[i] & MISSING_RIGHT) == 0 ? 0 : 1L << distinct;
            positions[(int) questions[i] & Integer.MAX_VALUE] = firstWord * Long.SIZE + distinct;
            distinct++;
        }
        // One word more than the answers need where they fill the last one: all of them may be ones.
        int words = (distinct >> 6) + 1;
        return new Board.Numbers(
                column,
                Rising.of(Arrays.copyOf(thresholds, distinct)),
                Arrays.copyOf(missing, words),
                firstWord,
                words);
    }
}
