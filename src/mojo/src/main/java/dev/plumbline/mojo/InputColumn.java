package dev.plumbline.mojo;

import java.util.List;

/**
 * A column that the model was trained on.
 *
 * @param levels the levels that training saw; empty for a numeric column
 */
public record InputColumn(String name, Type type, List<String> levels) {

    /** What a value of the column is. */
    public enum Type {
        NUMERIC,
        CATEGORICAL,
        /** Numeric, added to the linear predictor instead of being an input of the model; 0 when missing. */
        OFFSET
    }

    public InputColumn {
        levels = List.copyOf(levels);
    }

    public boolean categorical() {
        return type == Type.CATEGORICAL;
    }
}
