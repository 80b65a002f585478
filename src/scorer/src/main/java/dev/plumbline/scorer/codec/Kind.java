package dev.plumbline.scorer.codec;

import java.util.List;

/** What the datatype of a tensor allows besides null. */
enum Kind {
    REAL,
    WHOLE,
    TEXT,
    BOOL;

    private static final ByteTable DATATYPES = new ByteTable(List.of(
            "FP64", "FP32", "FP16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8", "BYTES",
            "BOOL"));
    private static final int FIRST_WHOLE = 3;
    private static final int FIRST_TEXT = 11;

    /** Index of the datatype that was read last, -1 for none that there is. */
    static int indexOf(Cursor in) {
        return in.find(DATATYPES);
    }

    static Kind of(int datatype) {
        if (datatype < FIRST_WHOLE) {
            return REAL;
        }
        return datatype < FIRST_TEXT ? WHOLE : datatype == FIRST_TEXT ? TEXT : BOOL;
    }
}
