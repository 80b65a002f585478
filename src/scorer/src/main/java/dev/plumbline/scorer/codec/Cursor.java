package dev.plumbline.scorer.codec;

/** A place in the bytes of a plain body, and the steps from there to the next. A step that fails has read nothing useful. */
final class Cursor {

    private static final int SIZE_DIGITS = 9;

    private byte[] body = {};
    private int at;
    private int from;
    private int to;

    void begin(byte[] request) {
        body = request;
        at = 0;
    }

    /** Moves behind a sign, with white space before it; stays when it is not there. */
    boolean sign(char sign) {
        int next = Text.after(sign, body, at);
        at = next < 0 ? at : next;
        return next >= 0;
    }

    /** Whether the last step ended with a sign. */
    boolean isAfter(char sign) {
        return body[at - 1] == sign;
    }

    /** Whether only white space is left. */
    boolean atEnd() {
        return Text.skipSpace(body, at) == body.length;
    }

    /** Moves behind a text, which is then between {@link #from} and {@link #to}. */
    boolean text() {
        if (!sign('"')) {
            return false;
        }
        from = at;
        to = Text.endOfText(body, from);
        at = to + 1;
        return to >= 0;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int find(ByteTable table) {
        return table.find(body, from, to);
    }

    boolean modest() {
        return Text.modest(body, from, to);
    }

    /** Moves behind a value that is neither object nor array, and tells where it begins; negative for an unusual text. */
    int value() {
        int begin = Text.skipSpace(body, at);
        if (begin < body.length && body[begin] == '"') {
            int end = Text.endOfText(body, begin + 1);
            at = end + 1;
            return end < 0 ? end : begin;
        }
        at = begin;
        while (at < body.length && !endsValue(body[at])) {
            at++;
        }
        return begin;
    }

    /** Whether a byte can follow a value in an array. */
    static boolean endsValue(byte next) {
        return next == ',' || next == ']' || next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    /** Moves behind a whole number of at most nine digits; negative for anything else. */
    int size() {
        at = Text.skipSpace(body, at);
        int begin = at;
        int size = 0;
        while (at < body.length && body[at] >= '0' && body[at] <= '9' && at - begin <= SIZE_DIGITS) {
            size = size * 10 + body[at++] - '0';
        }
        int digits = at - begin;
        return digits == 1 || digits > 1 && digits <= SIZE_DIGITS && body[begin] != '0' ? size : Text.UNUSUAL;
    }

    /** Lets go of the body. */
    void end() {
        body = new byte[0];
    }
}
