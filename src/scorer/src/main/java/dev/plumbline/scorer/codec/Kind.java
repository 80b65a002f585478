package dev.plumbline.scorer.codec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What the datatype of a tensor allows besides null. */
enum Kind {
    REAL,
    INT64(-0x1p63, 0x1p63),
    INT32(-0x1p31, 0x1p31),
    INT16(-0x1p15, 0x1p15),
    INT8(-0x1p7, 0x1p7),
    UINT64(0, 0x1p64),
    UINT32(0, 0x1p32),
    UINT16(0, 0x1p16),
    UINT8(0, 0x1p8),
    TEXT,
    BOOL;

    private static final List<String> NAMES = List.of(
            "FP64", "FP32", "FP16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8", "BYTES",
            "BOOL");
    private static final List<Kind> KINDS =
            List.of(REAL, REAL, REAL, INT64, INT32, INT16, INT8, UINT64, UINT32, UINT16, UINT8, TEXT, BOOL);
    private static final ByteTable DATATYPES = new ByteTable(NAMES);

    private final double least;
    private final double end;

    Kind() {
        this(0, 0);
    }

    /** @param end the first number that is too large */
    Kind(double least, double end) {
        this.least = least;
        this.end = end;
    }

    /** Index of the datatype that was read last, -1 for none that there is. */
    static int indexOf(Cursor in) {
        return in.find(DATATYPES);
    }

    static Kind of(int datatype) {
        return datatype < 0 ? REAL : KINDS.get(datatype);
    }

    static Optional<Kind> named(String datatype) {
        return Optional.of(NAMES.indexOf(datatype)).filter(index -> index >= 0).map(KINDS::get);
    }

    /** Whether only the whole numbers of a range are values. */
    boolean isWhole() {
        return least < end;
    }

    /** Whether a double is one of its whole numbers. */
    boolean holds(double number) {
        return number >= least && number < end && number == Math.rint(number);
    }

    /** As {@link #holds(double)}, for more digits than a double has. */
    boolean holds(String wholeNumber) {
        BigDecimal number = new BigDecimal(wholeNumber);
        return number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(end)) < 0;
    }
}
