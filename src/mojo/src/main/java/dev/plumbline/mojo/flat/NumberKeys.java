package dev.plumbline.mojo.flat;

import java.util.stream.IntStream;

/**
 * The slots of numbers as arrays, for the loop that fills keys.
 *
 * @param columns which number
 * @param low where a missing value is below everything
 * @param high where a missing value is above everything
 */
record NumberKeys(int[] columns, int[] low, int[] high) {

    static NumberKeys of(Slots slots) {
        int[] columns = slots.numbers();
        return new NumberKeys(
                columns,
                IntStream.of(columns).map(slots::low).toArray(),
                IntStream.of(columns).map(slots::high).toArray());
    }

    int size() {
        return columns.length;
    }

    void put(int index, int order, long[] keys) {
        long key = Integer.toUnsignedLong(order);
        keys[low[index]] = key;
        keys[high[index]] = key;
    }

    void missing(int index, long[] keys) {
        keys[low[index]] = Ordered.LOWEST;
        keys[high[index]] = Integer.toUnsignedLong(Ordered.HIGHEST);
    }
}
