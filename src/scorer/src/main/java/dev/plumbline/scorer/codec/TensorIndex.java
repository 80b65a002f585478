package dev.plumbline.scorer.codec;

import java.util.Arrays;
import java.util.List;

/**
 * Where the elements of the tensors of a plain request stand in its bytes, column by column. The elements themselves are
 * looked at later, row by row. For one thread; used again for the next request.
 */
final class TensorIndex {

    /** What the datatype of a tensor allows besides null. */
    enum Kind {
        REAL,
        WHOLE,
        TEXT,
        BOOL
    }

    private static final ByteTable FIELDS = new ByteTable(List.of("inputs", "outputs", "id"));
    private static final ByteTable TENSOR_FIELDS = new ByteTable(List.of("name", "shape", "datatype", "data"));
    private static final ByteTable NAME = new ByteTable(List.of("name"));
    private static final ByteTable DATATYPES = new ByteTable(List.of(
            "FP64", "FP32", "FP16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8", "BYTES",
            "BOOL"));
    private static final int FIRST_WHOLE = 3;
    private static final int FIRST_OTHER = 11;
    private static final int SIZE_DIGITS = 9;
    /** Deeper data is left to the full parser, which has a bound. */
    private static final int DEEPEST = 4;
    /** Places that a very large request has made are not kept. */
    private static final int KEPT = 64 << 10;

    private final RowNames names;
    private final int[] firsts;
    private final Kind[] kinds;
    private int[] places = new int[64];
    private int[] outputs = new int[4];
    private int outputCount;

    private byte[] body = {};
    private int at;
    private int from;
    private int to;
    private int idFrom;
    private int idTo;

    private int count;
    private int tensors;
    private int bound;
    private int rows;
    private int stride;

    private int column;
    private Kind kind = Kind.REAL;
    private int first;
    private final int[] shape = new int[2];
    private int rank;

    TensorIndex(RowNames names) {
        this.names = names;
        this.firsts = new int[names.columns()];
        this.kinds = new Kind[names.columns()];
    }

    /** @return false for a request that is not plain and good */
    boolean read(byte[] request, int maxRows) {
        body = request;
        at = 0;
        count = 0;
        tensors = 0;
        bound = 0;
        rows = 0;
        stride = 1;
        outputCount = 0;
        idFrom = -1;
        Arrays.fill(firsts, -1);
        return request() && rows <= maxRows;
    }

    void clear() {
        body = new byte[0];
        places = places.length > KEPT ? new int[64] : places;
    }

    int rows() {
        return rows;
    }

    /** Columns that have a tensor. */
    int bound() {
        return bound;
    }

    /** Where the value of a column begins; negative for a column without a tensor. */
    int place(int ofColumn, int row) {
        return firsts[ofColumn] < 0 ? -1 : places[firsts[ofColumn] + row * stride];
    }

    Kind kind(int ofColumn) {
        return kinds[ofColumn];
    }

    /** The outputs that the client asks for; empty asks for all. */
    int[] outputs() {
        return Arrays.copyOf(outputs, outputCount);
    }

    /** Where the text of the id begins; negative when there is none. */
    int idFrom() {
        return idFrom;
    }

    int idTo() {
        return idTo;
    }

    private boolean request() {
        if (!sign('{')) {
            return false;
        }
        int seen = 0;
        do {
            int field = text() ? FIELDS.find(body, from, to) : -1;
            if (field < 0 || (seen & 1 << field) != 0 || !sign(':')) {
                return false;
            }
            seen |= 1 << field;
            boolean good =
                    switch (field) {
                        case 0 -> tensors();
                        case 1 -> wanted();
                        default -> id();
                    };
            if (!good) {
                return false;
            }
        } while (sign(','));
        return sign('}') && Text.skipSpace(body, at) == body.length && (seen & 1) != 0 && bind();
    }

    private boolean tensors() {
        if (!sign('[')) {
            return false;
        }
        do {
            if (!tensor()) {
                return false;
            }
        } while (sign(','));
        return sign(']');
    }

    private boolean tensor() {
        if (!sign('{')) {
            return false;
        }
        int seen = 0;
        do {
            int field = text() ? TENSOR_FIELDS.find(body, from, to) : -1;
            if (field < 0 || (seen & 1 << field) != 0 || !sign(':')) {
                return false;
            }
            seen |= 1 << field;
            boolean good =
                    switch (field) {
                        case 0 -> name();
                        case 1 -> shape();
                        case 2 -> datatype();
                        default -> data();
                    };
            if (!good) {
                return false;
            }
        } while (sign(','));
        return sign('}') && seen == (1 << 4) - 1 && add();
    }

    private boolean add() {
        long elements = (long) shape[0] * (rank == 1 ? 1 : shape[1]);
        boolean consistent = elements == count - first && (tensors == 0 || shape[0] == rows);
        rows = shape[0];
        tensors++;
        if (!consistent || column < 0) {
            // One tensor under another name may hold all columns: whether it does is seen when it was the only one.
            return consistent && tensors == 1;
        }
        if (firsts[column] >= 0 || rank == 2 && shape[1] != 1) {
            return false;
        }
        firsts[column] = first;
        kinds[column] = kind;
        bound++;
        return true;
    }

    private boolean bind() {
        if (bound == tensors) {
            return true;
        }
        if (tensors != 1 || rank != 2 || shape[1] != firsts.length) {
            return false;
        }
        stride = bound = firsts.length;
        Arrays.setAll(firsts, each -> each);
        Arrays.fill(kinds, kind);
        return true;
    }

    private boolean name() {
        if (!text()) {
            return false;
        }
        column = names.column(body, from, to);
        return column >= 0 || Text.modest(body, from, to);
    }

    private boolean datatype() {
        int type = text() ? DATATYPES.find(body, from, to) : -1;
        kind = type < FIRST_WHOLE
                ? Kind.REAL
                : type < FIRST_OTHER ? Kind.WHOLE : type == FIRST_OTHER ? Kind.TEXT : Kind.BOOL;
        return type >= 0;
    }

    private boolean shape() {
        rank = 0;
        if (!sign('[')) {
            return false;
        }
        do {
            if (rank == shape.length || !size()) {
                return false;
            }
        } while (sign(','));
        return sign(']');
    }

    private boolean size() {
        at = Text.skipSpace(body, at);
        int begin = at;
        int size = 0;
        while (at < body.length && body[at] >= '0' && body[at] <= '9' && at - begin <= SIZE_DIGITS) {
            size = size * 10 + body[at++] - '0';
        }
        shape[rank++] = size;
        int digits = at - begin;
        return digits == 1 || digits > 1 && digits <= SIZE_DIGITS && body[begin] != '0';
    }

    /** Flat or nested, in the order in which the elements are written. */
    private boolean data() {
        first = count;
        if (!sign('[')) {
            return false;
        }
        int depth = 1;
        while (depth <= DEEPEST) {
            if (sign('[')) {
                depth++;
                continue;
            }
            // An array ends at once, or after its elements.
            if (body[at - 1] != '[' || !sign(']')) {
                if (!element()) {
                    return false;
                }
            } else if (--depth == 0) {
                return true;
            }
            while (!sign(',')) {
                if (!sign(']')) {
                    return false;
                }
                if (--depth == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean element() {
        at = Text.skipSpace(body, at);
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = at;
        at = endOfValue();
        return at >= 0;
    }

    private int endOfValue() {
        if (at < body.length && body[at] == '"') {
            int end = Text.endOfText(body, at + 1);
            return end < 0 ? end : end + 1;
        }
        int end = at;
        while (end < body.length && !endsValue(body[end])) {
            end++;
        }
        return end;
    }

    /** Whether a byte can follow a value in an array. */
    static boolean endsValue(byte next) {
        return next == ',' || next == ']' || next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private boolean wanted() {
        if (!sign('[')) {
            return false;
        }
        if (sign(']')) {
            return true;
        }
        do {
            if (!sign('{') || !text() || NAME.find(body, from, to) < 0 || !sign(':') || !text()) {
                return false;
            }
            int output = names.template().output(body, from, to);
            if (output < 0 || !sign('}')) {
                return false;
            }
            if (outputCount == outputs.length) {
                outputs = Arrays.copyOf(outputs, 2 * outputCount);
            }
            outputs[outputCount++] = output;
        } while (sign(','));
        return sign(']');
    }

    private boolean id() {
        boolean good = text() && Text.modest(body, from, to);
        idFrom = from;
        idTo = to;
        return good;
    }

    private boolean text() {
        if (!sign('"')) {
            return false;
        }
        from = at;
        to = Text.endOfText(body, from);
        at = to + 1;
        return to >= 0;
    }

    /** Moves behind a sign, with white space before it; stays when it is not there. */
    private boolean sign(char sign) {
        int next = Text.after(sign, body, at);
        at = next < 0 ? at : next;
        return next >= 0;
    }
}
