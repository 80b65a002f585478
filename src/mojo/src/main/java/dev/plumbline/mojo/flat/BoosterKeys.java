package dev.plumbline.mojo.flat;

/**
 * The keys of a row of XGBoost, which sees numbers in single precision and levels as one-hot cells.
 *
 * @param cold keys of a row in which no cell is hot
 */
record BoosterKeys(NumberKeys numbers, Cells cells, LevelKeys categories, BoosterColumns columns, long[] cold)
        implements Keys {

    static BoosterKeys of(Slots slots, BoosterColumns columns) {
        Cells cells = new Cells(slots, columns.columns(), columns.asCells() ? columns.cells() : 0);
        long[] cold = new long[slots.count()];
        cells.cold(cold);
        cold[STAY] = Ordered.LOWEST;
        return new BoosterKeys(
                NumberKeys.of(slots, column -> !cells.stands(column)), cells, LevelKeys.of(slots), columns, cold);
    }

    @Override
    public void fill(double[] row, long[] keys) {
        System.arraycopy(cold, 0, keys, 0, cold.length);
        for (int i = 0; i < numbers.size(); i++) {
            float value = (float) row[numbers.columns()[i]];
            if (Float.isNaN(value) || columns.sparse() && value == 0) {
                numbers.missing(i, keys);
            } else {
                numbers.put(i, Ordered.of(value), keys);
            }
        }
        if (columns.asCells()) {
            for (int category = 0; category < columns.categories(); category++) {
                int hot = columns.hot(category, row[category]);
                if (hot < columns.cells(category)) {
                    cells.heat(columns.offsets()[category] + hot, keys);
                }
            }
        }
        for (int i = 0; i < categories.size(); i++) {
            int column = categories.columns()[i];
            categories.put(i, columns.hot(column, row[column]), keys);
        }
    }
}
