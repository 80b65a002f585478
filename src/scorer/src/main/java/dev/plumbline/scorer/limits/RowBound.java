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
     * The rows of a tensor are at most the elements of its data. The shape is not asked, since a client may
     * write anything there.
     */
    RowBound ELEMENTS = RowBound::elements;

    private static int objects(byte[] body) {
        int count = 0;
        for (byte each : body) {
            count += each == '{' ? 1 : 0;
        }
        return Math.max(1, count - 1);
    }

    /**
     * Data may be nested in any way and is read flat, so that all commas count from its first bracket to its
     * last: each element but one has a comma of its own. Braces stand between tensors, and never within data.
     */
    private static int elements(byte[] body) {
        int longest = 0;
        int commas = 0;
        int depth = 0;
        for (int i = 0; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> i = endOfText(body, i);
                case ',' -> commas++;
                case '[' -> commas = depth++ == 0 ? 0 : commas;
                case ']' -> {
                    longest = depth > 0 ? Math.max(longest, commas) : longest;
                    depth = Math.max(0, depth - 1);
                }
                case '{', '}' -> depth = 0;
                default -> {}
            }
        }
        return 1 + longest;
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
