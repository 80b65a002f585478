package dev.plumbline.mojo.flat;

/** The keys of a row of XGBoost, which sees numbers in single precision and levels as one-hot cells. */
record BoosterKeys(NumberKeys numbers, LevelKeys categories, BoosterColumns columns) implements Keys {

    static BoosterKeys of(Slots slots, BoosterColumns columns) {
        return new BoosterKeys(NumberKeys.of(slots), LevelKeys.of(slots), columns);
    }

    @Override
    public void fill(double[] row, long[] keys) {
        keys[STAY] = Ordered.LOWEST;
        for (int i = 0; i < numbers.size(); i++) {
            float value = (float) row[numbers.columns()[i]];
            if (Float.isNaN(value) || columns.sparse() && value == 0) {
                numbers.missing(i, keys);
            } else {
                numbers.put(i, Ordered.of(value), keys);
            }
        }
        for (int i = 0; i < categories.size(); i++) {
            int column = categories.columns()[i];
            categories.put(i, columns.hot(column, row[column]), keys);
        }
    }
}
