package dev.plumbline.scorer.codec;

import java.util.Arrays;
import java.util.List;

/**
 * Where the elements of the tensors of a plain request stand in its bytes, column by column. The elements themselves are
 * looked at later, row by row. For one thread; used again for the next request.
 */
final class TensorIndex {

    private static final ByteTable FIELDS = new ByteTable(List.of("inputs", "outputs", "id"));
    private static final ByteTable TENSOR_FIELDS = new ByteTable(List.of("name", "shape", "datatype", "data"));
    private static final ByteTable NAME = new ByteTable(List.of("name"));
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
    /** The request in which each output was last asked for. */
    private final int[] asked;

    private int stamp;

    private final Cursor in = new Cursor();
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
        this.asked = new int[names.template().width()];
    }

    /** @return false for a request that is not plain and good */
    boolean read(byte[] request, int maxRows) {
        in.begin(request);
        count = 0;
        tensors = 0;
        bound = 0;
        rows = 0;
        stride = 1;
        outputCount = 0;
        stamp++;
        idFrom = -1;
        Arrays.fill(firsts, -1);
        return request() && rows <= maxRows;
    }

    void clear() {
        in.end();
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
        if (!in.sign('{')) {
            return false;
        }
        int seen = 0;
        do {
            int field = in.text() ? in.find(FIELDS) : -1;
            if (field < 0 || (seen & 1 << field) != 0 || !in.sign(':')) {
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
        } while (in.sign(','));
        return in.sign('}') && in.atEnd() && (seen & 1) != 0 && bind();
    }

    private boolean tensors() {
        if (!in.sign('[')) {
            return false;
        }
        do {
            if (!tensor()) {
                return false;
            }
        } while (in.sign(','));
        return in.sign(']');
    }

    private boolean tensor() {
        if (!in.sign('{')) {
            return false;
        }
        int seen = 0;
        do {
            int field = in.text() ? in.find(TENSOR_FIELDS) : -1;
            if (field < 0 || (seen & 1 << field) != 0 || !in.sign(':')) {
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
        } while (in.sign(','));
        return in.sign('}') && seen == (1 << 4) - 1 && add();
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
        if (!in.text()) {
            return false;
        }
        column = names.column(in);
        return column >= 0 || in.modest();
    }

    private boolean datatype() {
        int type = in.text() ? Kind.indexOf(in) : -1;
        kind = Kind.of(type);
        return type >= 0;
    }

    private boolean shape() {
        rank = 0;
        if (!in.sign('[')) {
            return false;
        }
        do {
            if (rank == shape.length) {
                return false;
            }
            shape[rank] = in.size();
            if (shape[rank++] < 0) {
                return false;
            }
        } while (in.sign(','));
        return in.sign(']');
    }

    /** Flat or nested, in the order in which the elements are written. */
    private boolean data() {
        first = count;
        if (!in.sign('[')) {
            return false;
        }
        int depth = 1;
        while (depth <= DEEPEST) {
            if (in.sign('[')) {
                depth++;
                continue;
            }
            // An array ends at once, or after its elements.
            if (!in.isAfter('[') || !in.sign(']')) {
                if (!element()) {
                    return false;
                }
            } else if (--depth == 0) {
                return true;
            }
            while (!in.sign(',')) {
                if (!in.sign(']')) {
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
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count] = in.value();
        return places[count++] >= 0;
    }

    private boolean wanted() {
        if (!in.sign('[')) {
            return false;
        }
        if (in.sign(']')) {
            return true;
        }
        do {
            if (!in.sign('{') || !in.text() || in.find(NAME) < 0 || !in.sign(':') || !in.text()) {
                return false;
            }
            int output = names.template().output(in);
            // Asked for twice, it would make an answer of any size from a small request.
            if (output < 0 || asked[output] == stamp || !in.sign('}')) {
                return false;
            }
            asked[output] = stamp;
            if (outputCount == outputs.length) {
                outputs = Arrays.copyOf(outputs, 2 * outputCount);
            }
            outputs[outputCount++] = output;
        } while (in.sign(','));
        return in.sign(']');
    }

    private boolean id() {
        boolean good = in.text() && in.modest();
        idFrom = in.from();
        idTo = in.to();
        return good;
    }
}
