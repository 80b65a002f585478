package dev.plumbline.mojo.flat;

/**
 * The keys of a row of GBM, DRF and isolation forest. A value that is beyond the levels of its column counts as missing
 * everywhere, so that is decided here, once, and not at every node.
 *
 * @param levels per column, -1 for a number
 */
record H2oKeys(NumberKeys numbers, LevelKeys categories, int[] levels) implements Keys {

    static H2oKeys of(Slots slots, int[] levels) {
        return new H2oKeys(NumberKeys.of(slots, column -> true), LevelKeys.of(slots), levels);
    }

    @Override
    public void fill(double[] row, long[] keys) {
        keys[STAY] = Ordered.LOWEST;
        for (int i = 0; i < numbers.size(); i++) {
            int column = numbers.columns()[i];
            double value = row[column];
            if (Double.isNaN(value) || levels[column] >= 0 && levels[column] <= (int) value) {
                numbers.missing(i, keys);
            } else {
                numbers.put(i, Ordered.atMost(value), keys);
            }
        }
        for (int i = 0; i < categories.size(); i++) {
            int column = categories.columns()[i];
            double value = row[column];
            int level = (int) value;
            int count = levels[column];
            categories.put(i, Double.isNaN(value) || level < 0 || level >= count ? count : level, keys);
        }
    }
}
