package dev.plumbline.scorer.codec;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** Reads one number of JSON from bytes. The double is always the one that {@code Double.parseDouble} gives. */
final class NumberText {

    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Whole numbers up to here are doubles; one exact double times or through another is rounded once, thus right. */
    private static final long EXACT = 1L << 53;

    private static final int MOST_DIGITS = 18;
    /** The longest number that is read here: the full parser has a bound of its own. */
    private static final int LONGEST = 40;

    private double value;
    private boolean integer;

    /** The number that was read last. */
    double value() {
        return value;
    }

    /** Whether it was written with neither point nor exponent. */
    boolean isInteger() {
        return integer;
    }

    /** @return the position after the number; {@link Text#UNUSUAL} when there is none, or one that is out of range */
    int read(byte[] bytes, int from) {
        int at = from;
        boolean negative = at < bytes.length && bytes[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long digits = 0;
        while (at < bytes.length && isDigit(bytes[at])) {
            digits = digits * 10 + (bytes[at++] - '0');
        }
        int count = at - first;
        if (count == 0 || count > 1 && bytes[first] == '0') {
            return Text.UNUSUAL;
        }
        int power = 0;
        boolean whole = true;
        if (at < bytes.length && bytes[at] == '.') {
            whole = false;
            int point = ++at;
            while (at < bytes.length && isDigit(bytes[at])) {
                digits = digits * 10 + (bytes[at++] - '0');
            }
            power = point - at;
            if (power == 0) {
                return Text.UNUSUAL;
            }
            count -= power;
        }
        if (at < bytes.length && (bytes[at] | 0x20) == 'e') {
            whole = false;
            at++;
            boolean minus = at < bytes.length && bytes[at] == '-';
            at += minus || at < bytes.length && bytes[at] == '+' ? 1 : 0;
            int start = at;
            int exponent = 0;
            while (at < bytes.length && isDigit(bytes[at]) && at - start < 6) {
                exponent = exponent * 10 + (bytes[at++] - '0');
            }
            if (at == start || at < bytes.length && isDigit(bytes[at])) {
                return Text.UNUSUAL;
            }
            power += minus ? -exponent : exponent;
        }
        integer = whole;
        if (at - from > LONGEST) {
            return Text.UNUSUAL;
        }
        if (count <= MOST_DIGITS && digits <= EXACT && Math.abs(power) < TENS.length) {
            double size = power < 0 ? digits / TENS[-power] : digits * TENS[power];
            // A whole number has no negative zero.
            value = negative && !(whole && digits == 0) ? -size : size;
            return at;
        }
        value = JavaDoubleParser.parseDouble(bytes, from, at - from);
        return Double.isInfinite(value) || whole && value == 0 ? Text.UNUSUAL : at;
    }

    private static boolean isDigit(byte digit) {
        return digit >= '0' && digit <= '9';
    }
}
