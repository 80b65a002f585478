package dev.plumbline.mojo.flat;

import hex.genmodel.algos.xgboost.XGBoostMojoModel;

/**
 * How a booster numbers its features: first the one-hot cells of the categorical columns, then the numbers.
 *
 * @param offsets of categorical column c, the feature of its first cell; one more than there are such columns
 * @param numbers how many numeric columns follow
 * @param sparse whether a zero, and a cell that is not hot, counts as missing
 * @param allLevels whether the first level has a cell of its own
 */
record BoosterColumns(int[] offsets, int numbers, boolean sparse, boolean allLevels) {

    static BoosterColumns of(XGBoostMojoModel model) throws Undecodable {
        int[] given = model._catOffsets == null ? new int[1] : model._catOffsets;
        if (model._cats < 0 || model._nums < 0 || given.length <= model._cats || given[0] != 0) {
            throw new Undecodable("its list of one-hot cells is inconsistent");
        }
        int[] offsets = new int[model._cats + 1];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = given[i];
            if (i > 0 && offsets[i] <= offsets[i - 1]) {
                throw new Undecodable("its list of one-hot cells is inconsistent");
            }
        }
        if (model._cats + model._nums != model.nfeatures()) {
            throw new Undecodable("its list of columns is inconsistent");
        }
        return new BoosterColumns(offsets, model._nums, model._sparse, model._useAllFactorLevels);
    }

    int categories() {
        return offsets.length - 1;
    }

    /** Columns of a row: the categorical ones come first. */
    int columns() {
        return categories() + numbers;
    }

    int cells() {
        return offsets[categories()];
    }

    int cells(int category) {
        return offsets[category + 1] - offsets[category];
    }

    /** The categorical column of a cell. */
    int category(int cell) {
        int low = 0;
        int high = categories() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (offsets[middle] <= cell) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The cell, counted within its column, that a value makes hot; as many as there are cells for none. */
    int hot(int category, double value) {
        int cells = cells(category);
        if (Double.isNaN(value)) {
            return cells - 1;
        }
        int level = (int) value;
        if (!allLevels && level == 0) {
            return cells;
        }
        int feature = (allLevels ? level : level - 1) + offsets[category];
        if (feature >= offsets[category + 1]) {
            return cells - 1;
        }
        return feature < offsets[category] ? cells : feature - offsets[category];
    }
}
