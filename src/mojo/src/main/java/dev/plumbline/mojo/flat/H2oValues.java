package dev.plumbline.mojo.flat;

/**
 * A row of GBM, DRF and isolation forest. A value that is beyond the levels of its column counts as missing everywhere, so
 * that is decided here, once, and not at every node.
 *
 * @param levels per column, -1 for a number
 */
record H2oValues(int[] levels) implements Values {

    @Override
    public int number(int column, double[] row) {
        double value = row[column];
        return Double.isNaN(value) || levels[column] >= 0 && levels[column] <= (int) value
                ? Ordered.LOWEST
                : Ordered.atMost(value);
    }

    @Override
    public int level(int column, double[] row) {
        double value = row[column];
        int level = (int) value;
        int count = levels[column];
        return Double.isNaN(value) || level < 0 || level >= count ? count : level;
    }
}
