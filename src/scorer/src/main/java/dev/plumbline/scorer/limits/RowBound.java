package dev.plumbline.scorer.limits;

/**
 * How many rows a body can hold at most, by one look at its bytes. It must never say less than a reader of the JSON would
 * find: a request that hides its rows would hold up an event loop.
 */
@FunctionalInterface
public interface RowBound {

    int atMost(byte[] body);

    /** Each row of the row protocol is an object, and one more is around them. */
    RowBound OBJECTS = RowBound::objects;

    /**
     * The rows of a tensor are the elements of one array or, nested, the arrays in one array. The shape is not asked,
     * since a client may write anything there.
     */
    RowBound ELEMENTS = RowBound::elements;

    private static int objects(byte[] body) {
        int count = 0;
        for (byte each : body) {
            count += each == '{' ? 1 : 0;
        }
        return Math.max(1, count - 1);
    }

    private static int elements(byte[] body) {
        int longest = 0;
        int commas = 0;
        int nested = 0;
        byte before = 0;
        for (int i = 0; i < body.length; i++) {
            byte each = body[i];
            if (each == '"') {
                i = endOfText(body, i);
            } else if (each == ',') {
                longest = Math.max(longest, ++commas);
            } else if (each == '[' || each == ']') {
                nested += each == '[' && before == ',' ? 1 : 0;
                commas = 0;
            }
            before = each > ' ' ? each : before;
        }
        return 1 + Math.max(longest, nested);
    }

    /** Index of the closing quote, or the end of the body. */
    private static int endOfText(byte[] body, int open) {
        for (int i = open + 1; i < body.length; i++) {
            if (body[i] == '\\') {
                i++;
            } else if (body[i] == '"') {
                return i;
            }
        }
        return body.length;
    }
}
