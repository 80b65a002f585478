package dev.plumbline.mojo.flat;

/**
 * What one thread needs to score a row; it holds nothing from one row to the next.
 *
 * @param words as many as a power of two
 * @param bytes as many as a power of two
 */
public record Scratch(long[] words, byte[] bytes) {

    /** For a model that needs none. */
    public static final Scratch NONE = of(1, 1);

    static Scratch of(int words, int bytes) {
        return new Scratch(new long[Powers.atLeast(words)], new byte[Powers.atLeast(bytes)]);
    }

    /** Space that is enough for whoever this or the other one is enough for. */
    Scratch and(Scratch other) {
        return of(Math.max(words.length, other.words.length), Math.max(bytes.length, other.bytes.length));
    }
}
