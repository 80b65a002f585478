package dev.plumbline.mojo.flat;

/** Turns a row into the integers that the nodes of a {@link DeepForest} compare, one per slot. */
record Keys(NumberKeys numbers, LevelKeys categories, Values values) {

    /** The slot that leaves look at: its key is below every threshold, so a walk stays where it is. */
    static final int STAY = 0;
    /** Where a column writes what no node asks for. */
    static final int UNUSED = 1;
    /** The first slot that stands for something. */
    static final int FIRST = 2;

    /** Added to the place of a line in a table of levels: far below every number, and 0 in the lower half. */
    static final long LEVEL = -1L << 62;

    static Keys of(Slots slots, Values values) {
        return new Keys(NumberKeys.of(slots), LevelKeys.of(slots), values);
    }

    /** @param keys receives a key for every slot */
    void fill(double[] row, long[] keys) {
        keys[STAY] = Ordered.LOWEST;
        for (int i = 0; i < numbers.size(); i++) {
            int order = values.number(numbers.columns()[i], row);
            if (order == Ordered.LOWEST) {
                numbers.missing(i, keys);
            } else {
                numbers.put(i, order, keys);
            }
        }
        for (int i = 0; i < categories.size(); i++) {
            categories.put(i, values.level(categories.columns()[i], row), keys);
        }
    }
}
