package dev.plumbline.mojo.flat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Questions which levels go right, on their way into a {@link Board}. */
final class LevelQuestions {

    /** Bits of a node, by their value. */
    private record Bits(int[] words) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Bits bits && Arrays.equals(words, bits.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }

    private final int column;
    private final Map<Bits, Integer> distinct = new HashMap<>();
    private int[] questions = new int[16];
    private int[] indices = new int[16];
    private int count;

    LevelQuestions(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    void add(int[] bits, int question) {
        if (count == questions.length) {
            questions = Arrays.copyOf(questions, 2 * count);
            indices = Arrays.copyOf(indices, 2 * count);
        }
        questions[count] = question;
        indices[count++] = distinct.computeIfAbsent(new Bits(bits), ignored -> distinct.size());
    }

    /**
     * @param positions receives where each question is answered
     * @param keys how many levels there are to answer for
     * @param most words of all lines
     */
    Board.Levels lay(int firstWord, int[] positions, int keys, long most) throws Undecodable {
        int words = (distinct.size() + Long.SIZE - 1) / Long.SIZE;
        long size = (long) words * keys;
        if (size > Math.min(most, 1 << 27)) {
            throw new Undecodable("its columns have too many levels");
        }
        long[] lines = new long[(int) size];
        distinct.forEach(
                (bits, index) -> Tree.eachKey(bits.words(), key -> lines[key * words + (index >> 6)] |= 1L << index));
        for (int i = 0; i < count; i++) {
            positions[questions[i]] = firstWord * Long.SIZE + indices[i];
        }
        return new Board.Levels(column, lines, firstWord, words);
    }
}
