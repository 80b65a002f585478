package dev.plumbline.mojo.flat;

/**
 * What one thread needs to score a row; it holds nothing from one row to the next.
 *
 * @param words as many as a power of two
 * @param bytes as many as a power of two
 * @param numbers one for each column
 * @param lines one for each column
 */
public record Scratch(long[] words, byte[] bytes, int[] numbers, int[] lines) {

    /** For a model that needs none. */
    public static final Scratch NONE = of(1, 1, 0);

    static Scratch of(int words, int bytes, int columns) {
        return new Scratch(
                new long[Powers.atLeast(words)], new byte[Powers.atLeast(bytes)], new int[columns], new int[columns]);
    }

    /** Space that is enough for whoever this or the other one is enough for. */
    Scratch and(Scratch other) {
        return of(
                Math.max(words.length, other.words.length),
                Math.max(bytes.length, other.bytes.length),
                Math.max(lines.length, other.lines.length));
    }
}
