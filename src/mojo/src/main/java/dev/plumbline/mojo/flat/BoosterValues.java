package dev.plumbline.mojo.flat;

/** A row of XGBoost, which sees numbers in single precision. Its one-hot cells are never made: a cell is a level. */
record BoosterValues(BoosterColumns columns) implements Values {

    @Override
    public int number(int column, double[] row) {
        float value = (float) row[column];
        return Float.isNaN(value) || columns.sparse() && value == 0 ? Ordered.LOWEST : Ordered.of(value);
    }

    @Override
    public int level(int column, double[] row) {
        return columns.hot(column, row[column]);
    }
}
