package dev.plumbline.scorer.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Steps over the small pieces of JSON text, eight bytes at a time where that pays. */
final class Text {

    /** What a plain text does not hold, or not here: the full parser decides. */
    static final int UNUSUAL = -1;

    private static final int LONGEST = 1000;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long ESCAPES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private Text() {}

    /** The first position that is no white space, the length of the array when there is none. */
    static int skipSpace(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] <= ' ') {
            byte space = bytes[at];
            if (space != ' ' && space != '\n' && space != '\r' && space != '\t') {
                return at;
            }
            at++;
        }
        return at;
    }

    /** Position of the quote that ends a text without escapes; {@link #UNUSUAL} for any other. */
    static int endOfText(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length) {
            long word = (long) LONGS.get(bytes, at);
            long quote = word ^ QUOTES;
            long escape = word ^ ESCAPES;
            // The lowest byte with its high bit set is exact: a borrow only goes upwards.
            long found = ((quote - ONES & ~quote) | (escape - ONES & ~escape) | (word - SPACES & ~word)) & HIGHS;
            if (found != 0) {
                int end = at + (Long.numberOfTrailingZeros(found) >>> 3);
                return bytes[end] == '"' ? end : UNUSUAL;
            }
            at += Long.BYTES;
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == '"') {
                return at;
            }
            if (bytes[at] == '\\' || bytes[at] >= 0 && bytes[at] < ' ') {
                return UNUSUAL;
            }
        }
        return UNUSUAL;
    }

    static boolean ascii(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is short and plain enough to be none of the business of the full parser, which holds the bounds. */
    static boolean modest(byte[] bytes, int from, int to) {
        return to - from <= LONGEST && ascii(bytes, from, to);
    }

    /** The position after a sign, with white space before it; nothing follows what is unusual. */
    static int after(char sign, byte[] bytes, int from) {
        if (from < 0) {
            return UNUSUAL;
        }
        int at = skipSpace(bytes, from);
        return at < bytes.length && bytes[at] == sign ? at + 1 : UNUSUAL;
    }

    /** Whether a word such as {@code null} stands at a position. */
    static boolean at(byte[] bytes, int from, byte[] word) {
        return from + word.length <= bytes.length
                && java.util.Arrays.equals(word, 0, word.length, bytes, from, from + word.length);
    }
}
